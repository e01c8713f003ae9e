namespace Dionaea.Tests;

/// <summary>A cell with a cursor, which tests write as <c>⌶</c>.</summary>
internal static class TypedText
{
    private const char Mark = '⌶';

    /// <summary>The cell and where the cursor stands in it.</summary>
    public static (string Code, int Cursor) Read(string text)
    {
        var cursor = text.IndexOf(Mark, StringComparison.Ordinal);
        return (text.Remove(cursor, 1), cursor);
    }
}
