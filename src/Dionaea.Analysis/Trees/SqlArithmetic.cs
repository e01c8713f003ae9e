using System.Globalization;

namespace Dionaea.Analysis;

/// <summary>
/// Numbers, <c>+ - * /</c> and parentheses with SQLite's meaning (https://sqlite.org/lang_expr.html): whole numbers
/// divide to whole ones toward zero, what does not fit 64 bits becomes real, division by zero gives NULL.
/// </summary>
public sealed class SqlArithmetic
{
    private const int Longest = 500;
    private const int Deepest = 50;
    private readonly string _text;
    private int _at;
    private int _depth;

    private SqlArithmetic(string text) => _text = text;

    /// <summary>The value of an expression: <see cref="long"/>, <see cref="double"/>, or null.</summary>
    /// <param name="option">The option that takes it, for the message.</param>
    /// <param name="text">The expression.</param>
    /// <exception cref="WorkbenchException">It is something else than arithmetic.</exception>
    public static object? Evaluate(string option, string text)
    {
        var parser = new SqlArithmetic(text);
        // In SQL, two hyphens start a comment.
        if (text.Length <= Longest && !text.Contains("--", StringComparison.Ordinal) && parser.TrySum(out var value) && parser.Next() == '\0')
            return value;

        throw WorkbenchException.Usage(
            $"'{option}' is '{Suggestion.Excerpt(text)}', but it takes a number, or numbers with + - * / and parentheses.",
            "Write Unix seconds, for example 1583020800 or 1583020800-24*3600.");
    }

    private bool TrySum(out object? value)
    {
        if (!TryProduct(out value))
            return false;
        while (Next() is '+' or '-')
        {
            var sign = _text[_at++];
            if (!TryProduct(out var other))
                return false;
            value = sign == '+' ? Apply(value, other, (x, y) => x + y, (x, y) => x + y) : Subtract(value, other);
        }

        return true;
    }

    private bool TryProduct(out object? value)
    {
        if (!TrySigned(out value))
            return false;
        while (Next() is '*' or '/')
        {
            var isProduct = _text[_at++] == '*';
            if (!TrySigned(out var other))
                return false;
            value = isProduct ? Apply(value, other, (x, y) => x * y, (x, y) => x * y) : Divide(value, other);
        }

        return true;
    }

    private bool TrySigned(out object? value)
    {
        var isNegative = false;
        for (; Next() is '+' or '-'; _at++)
            isNegative ^= _text[_at] == '-';
        if (!TryOperand(out value))
            return false;
        value = isNegative ? Subtract(0L, value) : value;
        return true;
    }

    private bool TryOperand(out object? value)
    {
        value = null;
        if (Next() != '(')
            return TryNumber(out value);
        if (++_depth > Deepest)
            return false;
        _at++;
        if (!TrySum(out value) || Next() != ')')
            return false;
        _at++;
        _depth--;
        return true;
    }

    private bool TryNumber(out object? value)
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.'))
            _at++;
        var number = _text.AsSpan(start, _at - start);
        if (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
            value = whole;
        else
            value = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var real) ? real : null;
        return value is not null;
    }

    private char Next()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n')
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private static object? Apply(object? a, object? b, Func<Int128, Int128, Int128> whole, Func<double, double, double> real)
    {
        if (a is null || b is null)
            return null;
        if (a is long x && b is long y && whole(x, y) is var exact && exact >= long.MinValue && exact <= long.MaxValue)
            return (long)exact;
        var result = real(Convert.ToDouble(a, CultureInfo.InvariantCulture), Convert.ToDouble(b, CultureInfo.InvariantCulture));
        return double.IsNaN(result) ? null : result;
    }

    private static object? Subtract(object? a, object? b) => Apply(a, b, (x, y) => x - y, (x, y) => x - y);

    private static object? Divide(object? a, object? b) =>
        b is 0L or 0.0 ? null : Apply(a, b, (x, y) => x / y, (x, y) => x / y);
}
