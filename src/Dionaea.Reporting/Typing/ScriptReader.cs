namespace Dionaea.Reporting;

/// <summary>What is open at the end of a script.</summary>
/// <param name="Depth">How many brackets of any kind.</param>
/// <param name="IsOpen">Whether a comment, a template or an expression waits for its rest.</param>
/// <param name="IsWrong">Whether a bracket closes nothing, or a text goes over the end of its line.</param>
internal sealed record ScriptEnd(int Depth, bool IsOpen, bool IsWrong);

/// <summary>Follows a script's brackets, texts, templates, regular expressions and comments (ECMAScript, "Lexical Grammar").</summary>
internal sealed class ScriptReader(string code, int start)
{
    private static readonly ScriptEnd Wrong = new(0, false, true);
    private readonly Stack<char> _brackets = [];
    private int _at = start;
    private char _last;

    /// <summary>Reads the script to its end.</summary>
    public ScriptEnd Read()
    {
        while (_at < code.Length)
        {
            var c = code[_at];
            var isRead = c switch
            {
                '(' or '[' or '{' => Open(c),
                ')' or ']' or '}' => Close(c),
                '\'' or '"' => Text(c),
                '`' => Template(),
                '/' => Slash(),
                _ => Other(c),
            };
            if (isRead is { } end)
                return end;
        }

        return new ScriptEnd(_brackets.Count, "+-*/%=<>&|^!~?:,.".Contains(_last, StringComparison.Ordinal), false);
    }

    private ScriptEnd? Open(char c)
    {
        _brackets.Push(c);
        return Other(c);
    }

    private ScriptEnd? Close(char c)
    {
        var open = c switch { ')' => '(', ']' => '[', _ => '{' };
        if (!_brackets.TryPop(out var last))
            return Wrong;
        if (c == '}' && last == '`')
        {
            _brackets.Push('`');
            return Template();
        }

        return last == open ? Other(c) : Wrong;
    }

    private ScriptEnd? Other(char c)
    {
        if (!char.IsWhiteSpace(c))
            _last = c;
        _at++;
        return null;
    }

    private ScriptEnd? Text(char quote)
    {
        for (var i = _at + 1; i < code.Length && code[i] is not ('\n' or '\r'); i++)
        {
            if (code[i] == '\\')
                i += i + 2 < code.Length && code[i + 1] == '\r' && code[i + 2] == '\n' ? 2 : 1;
            else if (code[i] == quote)
                return Skip(i + 1, quote);
        }

        return Wrong;
    }

    // From a backquote, or from the brace that ends a part of a template, to its end or to its next part.
    private ScriptEnd? Template()
    {
        if (code[_at] == '`')
            _brackets.Push('`');
        for (var i = _at + 1; i < code.Length; i++)
        {
            if (code[i] == '\\')
            {
                i++;
            }
            else if (code[i] == '`')
            {
                _brackets.Pop();
                return Skip(i + 1, '`');
            }
            else if (code[i] == '$' && i + 1 < code.Length && code[i + 1] == '{')
            {
                return Skip(i + 2, '{');
            }
        }

        return new ScriptEnd(0, true, false);
    }

    private ScriptEnd? Slash()
    {
        var next = _at + 1 < code.Length ? code[_at + 1] : '\0';
        if (next == '/')
        {
            var line = code.AsSpan(_at).IndexOfAny("\n\r\u2028\u2029");
            _at = line < 0 ? code.Length : _at + line;
            return null;
        }

        if (next == '*')
        {
            var end = code.IndexOf("*/", _at + 2, StringComparison.Ordinal);
            _at = end + 2;
            return end < 0 ? new ScriptEnd(0, true, false) : null;
        }

        return char.IsLetterOrDigit(_last) || _last is '_' or '$' or ')' or ']' or '}' or '"' or '\'' or '`' || RegularExpression() is not { } behind
            ? Other('/')
            : Skip(behind, '/');
    }

    // Where a regular expression ends; null when there is none on the line.
    private int? RegularExpression()
    {
        var isClass = false;
        for (var i = _at + 1; i < code.Length && code[i] is not ('\n' or '\r'); i++)
        {
            if (code[i] == '\\')
                i++;
            else if (code[i] is '[' or ']')
                isClass = code[i] == '[';
            else if (code[i] == '/' && !isClass)
                return i + 1;
        }

        return null;
    }

    private ScriptEnd? Skip(int to, char last)
    {
        _last = last == '/' ? ')' : last;
        _at = to;
        return null;
    }
}
