using System.Text;

namespace Dionaea.Reporting;

/// <summary>A word of a directive's line; quotes hold words together and are taken away.</summary>
/// <param name="Text">The word without its quotes.</param>
/// <param name="Start">Where it starts in the cell, in UTF-16 units, its quotes included.</param>
/// <param name="End">Where it ends.</param>
/// <param name="OpenQuote">The quote in it that is not closed, or null.</param>
internal readonly record struct DirectiveWord(string Text, int Start, int End, char? OpenQuote)
{
    /// <summary>The words of a part of a cell's line, split at blanks. A quote that is not closed reaches to the end.</summary>
    public static IEnumerable<DirectiveWord> Split(string code, int start, int end)
    {
        var at = start;
        while (at < end)
        {
            if (char.IsWhiteSpace(code[at]))
            {
                at++;
                continue;
            }

            var word = Read(code, at, end);
            yield return word;
            at = word.End;
        }
    }

    private static DirectiveWord Read(string code, int start, int end)
    {
        var text = new StringBuilder();
        var at = start;
        while (at < end && !char.IsWhiteSpace(code[at]))
        {
            var c = code[at++];
            if (c is not ('\'' or '"'))
            {
                text.Append(c);
                continue;
            }

            var close = code.IndexOf(c, at, end - at);
            if (close < 0)
                return new DirectiveWord(text.Append(code, at, end - at).ToString(), start, end, c);
            text.Append(code, at, close - at);
            at = close + 1;
        }

        return new DirectiveWord(text.ToString(), start, at, null);
    }
}
