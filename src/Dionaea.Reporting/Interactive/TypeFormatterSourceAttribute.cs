namespace Dionaea.Reporting;

/// <summary>
/// Tells .NET Interactive how to show a type. It looks for attributes of this name on the types that cells give, and
/// for members of these names, so that nothing of it has to be referenced.
/// </summary>
/// <param name="formatterSourceType">A type with a method <c>CreateTypeFormatters</c> and a constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>Where the formatters come from.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The MIME types that are shown. Each needs a formatter; without one .NET Interactive asks itself without end.</summary>
    public string[] PreferredMimeTypes { get; } = [InteractiveFormatter.Html, InteractiveFormatter.Plain];
}
