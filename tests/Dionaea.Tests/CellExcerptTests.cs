using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class CellExcerptTests
{
    [Theory]
    [InlineData("SELECT a\r\nFROM b", 2, 6, "FROM b\n     ^")]
    [InlineData("SELECT\ta", 1, 8, "SELECT a\n       ^")]
    [InlineData("SELECT 'é😀文', a", 1, 16, "SELECT 'é😀文', a\n                ^")]
    [InlineData("SELECT '\u202e', a", 1, 13, "SELECT '\\u202e', a\n                 ^")]
    [InlineData("SELECT", 1, 40, "SELECT\n      ^")]
    public void Excerpt_points_below_the_place(string source, int line, int column, string expected) =>
        Assert.Equal(expected, CellExcerpt.Of(source, new TextPlace(line, column)));

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(2500)]
    [InlineData(5001)]
    public void Excerpt_of_a_long_line_is_cut_around_the_place(int column)
    {
        var line = string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i:0000},"));

        var lines = CellExcerpt.Of(line, new TextPlace(1, column))!.Split('\n');

        Assert.InRange(lines[0].Length, 1, 80);
        var at = lines[1].IndexOf('^', StringComparison.Ordinal);
        if (column <= line.Length)
            Assert.StartsWith(line.Substring(column - 1, Math.Min(5, line.Length - column + 1)), lines[0][at..], StringComparison.Ordinal);
        else
            Assert.Equal(lines[0].Length, at);
    }

    [Fact]
    public void Excerpt_is_left_out_where_there_is_no_place()
    {
        Assert.Null(CellExcerpt.Of("SELECT", null));
        Assert.Null(CellExcerpt.Of("SELECT", new TextPlace(2, 1)));
    }
}
