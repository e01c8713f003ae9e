using System.Text.Json.Nodes;
using Dionaea.Reporting;
using Microsoft.DotNet.Interactive.Formatting;
using Xunit;

namespace Dionaea.Tests;

/// <summary>The workbench's types as .NET Interactive's own formatting shows them.</summary>
public sealed class InteractiveTests
{
    private static readonly Answer Answered = Answers.Of(
        [new("attacker", Analysis.Kind.Host), new("password", Analysis.Kind.Credential)], [["198.51.100.7", "<script>alert(1)</script>"]]);

    [Fact]
    public void An_answer_is_a_table_whose_values_are_escaped()
    {
        var html = Answered.ToDisplayString(HtmlFormatter.MimeType);

        Assert.Contains("<table class=\"answer\">", html, StringComparison.Ordinal);
        Assert.Contains("198.51.100[.]7", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("198.51.100[.]7", Answered.ToDisplayString(PlainTextFormatter.MimeType), StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_is_a_chart_that_needs_nothing_beside_it()
    {
        var figure = new Figure([new JsonObject { ["type"] = "bar" }], [], "Bars </script> of something");

        Assert.Contains("window.Plotly.newPlot", figure.ToDisplayString(HtmlFormatter.MimeType), StringComparison.Ordinal);
        Assert.Contains("Bars &lt;/script&gt; of something", (Answered with { Figure = figure }).ToDisplayString(HtmlFormatter.MimeType), StringComparison.Ordinal);
        Assert.Equal("Bars </script> of something", figure.ToDisplayString(PlainTextFormatter.MimeType));
    }

    [Fact]
    public void A_cell_shows_all_it_gave_and_its_mistake_without_a_trace()
    {
        var result = new CellResult([new PrintedOutput("<b>\n"), new AnswerOutput(Answered), new ErrorOutput(Analysis.WorkbenchException.Usage("No.", "Do <i>."), 1)]);

        var html = result.ToDisplayString(HtmlFormatter.MimeType);

        Assert.Contains("<pre>&lt;b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("<table", html, StringComparison.Ordinal);
        Assert.Contains("Do &lt;i&gt;.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("WorkbenchException", html, StringComparison.Ordinal);
        Assert.Contains("No.", result.ToDisplayString(PlainTextFormatter.MimeType), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(Answer))]
    [InlineData(typeof(Figure))]
    [InlineData(typeof(CellResult))]
    public void HTML_is_what_a_front_end_gets(Type type) => Assert.Equal([HtmlFormatter.MimeType, PlainTextFormatter.MimeType], Formatter.GetPreferredMimeTypesFor(type));

    [Fact]
    public void Nothing_of_it_ships()
    {
        var shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workbench.deps.json"));

        Assert.DoesNotContain("Microsoft.DotNet.Interactive", shipped, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.CodeAnalysis", shipped, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.AspNetCore.Html", shipped, StringComparison.Ordinal);
    }
}
