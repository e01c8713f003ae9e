namespace Dionaea.Reporting;

/// <summary>
/// Shows answers, figures and whole cells in .NET Interactive as a notebook of the workbench shows them: charts that
/// draw offline, tables whose values are escaped, mistakes without a trace.
/// </summary>
internal sealed class InteractiveFormatters
{
    private readonly InteractiveFormatter[] _all = [new(InteractiveFormatter.Html, WriteHtml), new(InteractiveFormatter.Plain, WritePlain)];

    /// <summary>The formatters, one for each MIME type.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _all;

    private static bool WriteHtml(object value, TextWriter writer)
    {
        switch (value)
        {
            case Figure figure:
                writer.Write(NotebookOutputs.Standalone(figure));
                return true;
            case Answer answer:
                WriteHtml(answer, writer);
                return true;
            case CellResult result:
                foreach (var output in result.Outputs)
                    WriteHtml(output, writer);
                return true;
            default:
                return false;
        }
    }

    private static void WriteHtml(Answer answer, TextWriter writer)
    {
        if (answer.Figure is { } figure)
            writer.Write(NotebookOutputs.Standalone(figure));
        new TableHtml(NotebookOutputs.MostRows).Write(answer, writer);
    }

    private static void WriteHtml(CellOutput output, TextWriter writer)
    {
        if (output is AnswerOutput answer)
            WriteHtml(answer.Answer, writer);
        else
            writer.Write($"<pre>{PageText.Html(Text(output))}</pre>\n");
    }

    private static bool WritePlain(object value, TextWriter writer)
    {
        switch (value)
        {
            case Figure figure:
                writer.Write(PageText.Plain(figure.Alt));
                return true;
            case Answer answer:
                new TableText().Write(answer, writer);
                return true;
            case CellResult result:
                foreach (var output in result.Outputs)
                {
                    if (output is AnswerOutput answer)
                        new TableText().Write(answer.Answer, writer);
                    else
                        writer.Write(PageText.Plain(Text(output)) + "\n");
                }

                return true;
            default:
                return false;
        }
    }

    private static string Text(CellOutput output) => output switch
    {
        TextOutput text => text.Markdown,
        PrintedOutput printed => printed.Text,
        ErrorOutput error => error.Error.Text,
        _ => "",
    };
}
