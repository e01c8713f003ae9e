using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;

namespace Dionaea.Reporting;

/// <summary>
/// <c>JSON.stringify</c> of stored members: no function of the script's is called, neither <c>toJSON</c> nor a getter,
/// and a replacing function is refused, so that the length of the result is known as it grows.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="stop">Looked at between values.</param>
internal sealed class ScriptJson(Engine engine, CancellationToken stop)
{
    private const int Deepest = 1000;
    private readonly StringBuilder _text = new();
    private string _indent = "";
    private HashSet<string>? _members;

    /// <summary>The text, or undefined for what JSON does not have.</summary>
    /// <param name="value">The value.</param>
    /// <param name="members">The names of the members that are written, or none.</param>
    /// <param name="space">The blanks of a level, a number to 10 or a text, or none.</param>
    public JsValue Write(JsValue value, JsValue members, JsValue space)
    {
        if (members is Function)
            throw new JavaScriptException(engine.Intrinsics.TypeError, "JSON.stringify() takes a list of members here, no function");
        if (members is JsArray names)
            _members = [.. Enumerable.Range(0, (int)Math.Min(names.Length, 1000)).Select(i => ScriptText.Of(ScriptText.Element(names, (uint)i)))];
        _indent = space switch
        {
            JsNumber => new string(' ', (int)Math.Clamp(space.AsNumber(), 0, 10)),
            JsString => space.AsString() is var text && text.Length > 10 ? text[..10] : space.AsString(),
            _ => "",
        };
        if (!IsWritten(value))
            return JsValue.Undefined;
        Append(value, 0);
        return JsString.Create(_text.ToString());
    }

    private static bool IsWritten(JsValue value) => !value.IsUndefined() && !value.IsSymbol() && value is not Function;

    private void Append(JsValue value, int depth)
    {
        stop.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (depth > Deepest)
            throw new JavaScriptException(engine.Intrinsics.Error, "values hold each other too deeply for JSON");
        switch (value)
        {
            case JsString text:
                Text(text.ToString());
                break;
            case JsDate date:
                Date(ScriptText.Seconds(date));
                break;
            case JsNumber:
                Add(double.IsFinite(value.AsNumber()) ? value.ToString() : "null");
                break;
            case JsArray array:
                Each('[', ']', depth, Elements(array));
                break;
            case ObjectInstance item:
                Each('{', '}', depth, Members(item));
                break;
            default:
                Add(IsWritten(value) ? value.ToString() : "null");
                break;
        }
    }

    private static IEnumerable<(string? Name, JsValue Value)> Elements(JsArray array)
    {
        for (uint i = 0; i < array.Length; i++)
            yield return (null, ScriptText.Element(array, i) is var element && IsWritten(element) ? element : JsValue.Null);
    }

    private IEnumerable<(string? Name, JsValue Value)> Members(ObjectInstance item)
    {
        foreach (var (key, descriptor) in item.GetOwnProperties())
        {
            if (key.IsString() && descriptor.Enumerable && ScriptText.Data(descriptor) is var value && IsWritten(value)
                && _members?.Contains(key.AsString()) != false)
            {
                yield return (key.AsString(), value);
            }
        }
    }

    private void Each(char open, char close, int depth, IEnumerable<(string? Name, JsValue Value)> items)
    {
        _text.Append(open);
        var isFirst = true;
        foreach (var (name, value) in items)
        {
            Add(isFirst ? "" : ",");
            Line(depth + 1);
            isFirst = false;
            if (name is not null)
            {
                Text(name);
                Add(_indent.Length == 0 ? ":" : ": ");
            }

            Append(value, depth + 1);
        }

        if (!isFirst)
            Line(depth);
        _text.Append(close);
    }

    private void Line(int depth)
    {
        if (_indent.Length == 0)
            return;
        Add("\n");
        for (var i = 0; i < depth; i++)
            Add(_indent);
    }

    private void Text(string text)
    {
        if (_text.Length + text.Length > ScriptLibrary.LongestText)
            throw ScriptLibrary.TooLong(engine);
        Add($"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"");
    }

    private void Date(double seconds) =>
        Add(double.IsFinite(seconds) ? $"\"{DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}\"" : "null");

    private void Add(string text)
    {
        if (_text.Length + text.Length > ScriptLibrary.LongestText)
            throw ScriptLibrary.TooLong(engine);
        _text.Append(text);
    }
}
