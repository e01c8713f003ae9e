namespace Dionaea.Reporting;

/// <summary>A way to write an answer's table.</summary>
public interface ITableFormat
{
    /// <summary>Its name on the command line, lower case.</summary>
    string Name { get; }

    /// <summary>How the name of a file of it ends, dot included.</summary>
    string Extension { get; }

    /// <summary>
    /// Whether the text itself says what is missing and what to mind. Where it can't, whoever writes it shows
    /// <see cref="AnswerNotes.Losses"/> beside it.
    /// </summary>
    bool ShowsNotes { get; }

    /// <summary>Writes the table; lines end with LF.</summary>
    void Write(Answer answer, TextWriter writer);
}
