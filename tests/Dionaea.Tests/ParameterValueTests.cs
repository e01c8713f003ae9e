using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class ParameterValueTests
{
    public static TheoryData<string, string, object?> Values => new()
    {
        { "x", "5", 5L },
        { "x", "-1.5", -1.5 },
        { "x", "1e3", 1000.0 },
        { "x", "'5'", "5" },
        { "x", "\"a b\"", "a b" },
        { "x", "a b", "a b" },
        { "x", "null", null },
        { "x", "2020-03-01", 1583020800L },
        { "x", "2020-03-01T00:00:00.5Z", 1583020800.5 },
        { "x", "2020-03-01T01:00:00+01:00", 1583020800L },
        { "x", "'2020-03-01'", "2020-03-01" },
        { "from", "'2020-03-01'", 1583020800L },
        { "zone", "Europe/Berlin", "Europe/Berlin" },
        { "limit", "3", 3L },
        { "x", "198.51.100.7", "198.51.100.7" },
        { "x", "::ffff:198.51.100.7", "::ffff:198.51.100.7" },
        { "x", "2020-99-99", "2020-99-99" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Parse_tells_numbers_times_and_texts_apart(string name, string text, object? expected)
    {
        System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");

        Assert.Equal(expected, ParameterValue.Parse(name, text));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Write_gives_a_text_that_parses_to_the_value_again(string name, string text, object? expected)
    {
        Assert.NotNull(text);

        Assert.Equal(expected, ParameterValue.Parse(name, ParameterValue.Write(expected)));
    }

    [Theory]
    [InlineData("limit", "0")]
    [InlineData("limit", "ten")]
    [InlineData("from", "yesterday")]
    [InlineData("zone", "CET+1")]
    public void Parse_refuses_what_a_well_known_name_does_not_take(string name, string text) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<WorkbenchException>(() => ParameterValue.Parse(name, text)).Exit);
}
