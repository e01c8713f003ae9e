using System.Globalization;
using System.Text;

namespace Dionaea.Analysis;

/// <summary>Writes JSON as Python's <c>json.dumps</c> does: a blank after each comma and colon, ASCII only.</summary>
internal sealed class PythonJson
{
    private readonly StringBuilder _text = new();
    private bool _isFirst = true;

    /// <summary>Opens an object, as a member or an element of what is open.</summary>
    public PythonJson Open(char bracket, string? name = null)
    {
        Name(name);
        _text.Append(bracket);
        _isFirst = true;
        return this;
    }

    /// <summary>Closes it.</summary>
    public PythonJson Close(char bracket)
    {
        _text.Append(bracket);
        _isFirst = false;
        return this;
    }

    /// <summary>Adds a member: null, text, bytes (as text, what is not UTF-8 replaced), a whole number, a list of texts.</summary>
    public PythonJson Add(string? name, object? value)
    {
        Name(name);
        switch (value)
        {
            case null: _text.Append("null"); break;
            case string text: Quote(text); break;
            case byte[] bytes: Quote(Encoding.UTF8.GetString(bytes)); break;
            case int or long: _text.Append(CultureInfo.InvariantCulture, $"{value}"); break;
            case bool truth: _text.Append(truth ? "true" : "false"); break;
            case string[] list:
                _text.Append('[');
                _isFirst = true;
                foreach (var item in list)
                    Add(null, item);
                Close(']');
                break;
            default: throw new ArgumentException($"A value of type {value.GetType().Name} has no place in a log.", nameof(value));
        }

        return this;
    }

    /// <summary>The text so far, which is then forgotten.</summary>
    public string Take()
    {
        var text = _text.ToString();
        _text.Clear();
        _isFirst = true;
        return text;
    }

    private void Name(string? name)
    {
        if (!_isFirst)
            _text.Append(", ");
        _isFirst = false;
        if (name is null)
            return;
        Quote(name);
        _text.Append(": ");
    }

    private void Quote(string text)
    {
        _text.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => _text.Append("\\\""),
                '\\' => _text.Append("\\\\"),
                '\n' => _text.Append("\\n"),
                '\r' => _text.Append("\\r"),
                '\t' => _text.Append("\\t"),
                '\b' => _text.Append("\\b"),
                '\f' => _text.Append("\\f"),
                < ' ' or > '~' and not '\u007f' => _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => _text.Append(c),
            };
        }

        _text.Append('"');
    }
}
