using System.Buffers;

namespace Dionaea.Reporting;

/// <summary>
/// Divides SQL as SQLite does (tokenize.c; https://sqlite.org/lang_keywords.html and lang_expr.html). White space is
/// left out; what a statement can't hold comes as <see cref="SqlTokenKind.Illegal"/>, and reading goes on behind it.
/// All line ends of Unicode count, since a cell's are made line feeds before it runs.
/// </summary>
internal static class SqlTokenizer
{
    private static readonly SearchValues<char> Spaces = SearchValues.Create(" \t\n\f\r\u0085\u2028\u2029\uFEFF");
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\f\u0085\u2028\u2029");

    /// <summary>The next piece at or behind a place.</summary>
    /// <param name="code">The text.</param>
    /// <param name="at">Where to start.</param>
    /// <param name="token">The piece.</param>
    /// <returns>Whether there is one.</returns>
    public static bool Next(string code, int at, out SqlToken token)
    {
        var skipped = code.AsSpan(at).IndexOfAnyExcept(Spaces);
        if (skipped < 0)
        {
            token = default;
            return false;
        }

        token = Read(code, at + skipped);
        return true;
    }

    /// <summary>Whether a character may stand in a bare name.</summary>
    public static bool IsNamePart(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '_' or '$' or (> '\u007f' and not ('\u0085' or '\u2028' or '\u2029'));

    private static SqlToken Read(string code, int at)
    {
        var c = code[at];
        return c switch
        {
            '\'' => Delimited(code, at, SqlTokenKind.Text),
            '"' or '`' => Delimited(code, at, SqlTokenKind.Quoted),
            '[' => Until(code, at, at + 1, "]", SqlTokenKind.Quoted),
            '(' => One(at, SqlTokenKind.Open),
            ')' => One(at, SqlTokenKind.Close),
            ',' => One(at, SqlTokenKind.Comma),
            ';' => One(at, SqlTokenKind.Semicolon),
            '*' => One(at, SqlTokenKind.Star),
            '-' when Has(code, at + 1, '-') => Line(code, at),
            '/' when Has(code, at + 1, '*') && at + 2 < code.Length => Until(code, at, at + 2, "*/", SqlTokenKind.Comment),
            '$' or '@' or ':' or '#' => Variable(code, at),
            '?' => new SqlToken(SqlTokenKind.Variable, at, Digits(code, at + 1), false),
            '.' when at + 1 < code.Length && char.IsAsciiDigit(code[at + 1]) => Number(code, at),
            '.' => One(at, SqlTokenKind.Dot),
            'x' or 'X' when Has(code, at + 1, '\'') => Blob(code, at),
            _ when char.IsAsciiDigit(c) => Number(code, at),
            _ when IsNamePart(c) => new SqlToken(SqlTokenKind.Word, at, Name(code, at), false),
            _ => Operator(code, at),
        };
    }

    private static SqlToken One(int at, SqlTokenKind kind) => new(kind, at, at + 1, false);

    private static bool Has(string code, int at, char c) => at < code.Length && code[at] == c;

    private static int Name(string code, int at)
    {
        while (at < code.Length && IsNamePart(code[at]))
            at++;
        return at;
    }

    private static int Digits(string code, int at)
    {
        while (at < code.Length && char.IsAsciiDigit(code[at]))
            at++;
        return at;
    }

    // The delimiter twice stands for itself.
    private static SqlToken Delimited(string code, int at, SqlTokenKind kind)
    {
        for (var i = at + 1; ; i += 2)
        {
            var end = code.IndexOf(code[at], i);
            if (end < 0)
                return new SqlToken(kind, at, code.Length, true);
            if (!Has(code, end + 1, code[at]))
                return new SqlToken(kind, at, end + 1, false);
            i = end;
        }
    }

    private static SqlToken Until(string code, int at, int from, string end, SqlTokenKind kind)
    {
        var found = code.IndexOf(end, from, StringComparison.Ordinal);
        return found < 0 ? new SqlToken(kind, at, code.Length, true) : new SqlToken(kind, at, found + end.Length, false);
    }

    private static SqlToken Line(string code, int at)
    {
        var length = code.AsSpan(at).IndexOfAny(LineEnds);
        return new SqlToken(SqlTokenKind.Comment, at, length < 0 ? code.Length : at + length, false);
    }

    // SQLite also takes Tcl's forms, name::name and name(…); the latter has no blanks.
    private static SqlToken Variable(string code, int at)
    {
        var end = Name(code, at + 1);
        while (end > at + 1 && Has(code, end, ':') && Has(code, end + 1, ':'))
            end = Name(code, end + 2);
        return new SqlToken(end == at + 1 ? SqlTokenKind.Illegal : SqlTokenKind.Variable, at, end, false);
    }

    private static SqlToken Number(string code, int at)
    {
        var end = at;
        var isHex = code[at] == '0' && at + 1 < code.Length && (code[at + 1] is 'x' or 'X');
        while (end < code.Length && (IsNamePart(code[end]) || (!isHex && (code[end] == '.' || (end > at && IsSign(code, end))))))
            end++;
        return new SqlToken(IsNumber(code.AsSpan(at, end - at)) ? SqlTokenKind.Literal : SqlTokenKind.Illegal, at, end, false);
    }

    private static bool IsSign(string code, int at) =>
        code[at] is '+' or '-' && code[at - 1] is 'e' or 'E' && at + 1 < code.Length && char.IsAsciiDigit(code[at + 1]);

    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text is ['0', 'x' or 'X', ..])
            return text.Length > 2 && IsDigits(text[2..], char.IsAsciiHexDigit);
        var exponent = text.IndexOfAny('e', 'E');
        var mantissa = exponent < 0 ? text : text[..exponent];
        var power = exponent < 0 ? "0" : text[(exponent + 1)..].TrimStart("+-");
        var point = mantissa.IndexOf('.');
        return IsDigits(power, char.IsAsciiDigit)
            && (point < 0 ? IsDigits(mantissa, char.IsAsciiDigit) : (point == 0 || IsDigits(mantissa[..point], char.IsAsciiDigit))
                && (point + 1 == mantissa.Length || IsDigits(mantissa[(point + 1)..], char.IsAsciiDigit)));
    }

    // A single underscore may stand between digits.
    private static bool IsDigits(ReadOnlySpan<char> text, Func<char, bool> isDigit)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var isBetween = text[i] == '_' && i > 0 && i + 1 < text.Length && isDigit(text[i - 1]) && isDigit(text[i + 1]);
            if (!isDigit(text[i]) && !isBetween)
                return false;
        }

        return text.Length > 0;
    }

    private static SqlToken Blob(string code, int at)
    {
        var end = at + 2;
        while (end < code.Length && char.IsAsciiHexDigit(code[end]))
            end++;
        if (Has(code, end, '\''))
            return new SqlToken((end - at) % 2 == 0 ? SqlTokenKind.Literal : SqlTokenKind.Illegal, at, end + 1, false);
        if (end == code.Length)
            return new SqlToken(SqlTokenKind.Literal, at, end, true);
        var close = code.IndexOf('\'', end);
        return new SqlToken(SqlTokenKind.Illegal, at, close < 0 ? code.Length : close + 1, close < 0);
    }

    private static SqlToken Operator(string code, int at)
    {
        ReadOnlySpan<string> longest = ["->>", "->", "==", "<=", "<>", "<<", ">=", ">>", "!=", "||"];
        foreach (var sign in longest)
        {
            if (code.AsSpan(at).StartsWith(sign))
                return new SqlToken(SqlTokenKind.Operator, at, at + sign.Length, false);
        }

        return new SqlToken("-+/%=<>|&~".Contains(code[at]) ? SqlTokenKind.Operator : SqlTokenKind.Illegal, at, at + 1, false);
    }
}
