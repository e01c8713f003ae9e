namespace Dionaea.Reporting;

/// <summary>Writes one of the workbench's values for .NET Interactive, which finds the members by their names.</summary>
/// <param name="mimeType">The MIME type of what is written.</param>
/// <param name="write">Writes the value; false when it is of another type.</param>
internal sealed class InteractiveFormatter(string mimeType, Func<object, TextWriter, bool> write)
{
    /// <summary>The MIME type of HTML.</summary>
    public const string Html = "text/html";

    /// <summary>The MIME type of plain text.</summary>
    public const string Plain = "text/plain";

    /// <summary>The MIME type of what is written.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>Writes a value.</summary>
    public bool Format(object instance, TextWriter writer) => write(instance, writer);
}
