using System.Runtime.CompilerServices;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Native.Symbol;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Dionaea.Reporting;

/// <summary>
/// Keeps each call of JavaScript's own functions short. The engine looks at its limits between statements and in many
/// loops of its own, but not where texts are put together: a join of a million long texts, or of arrays that hold each
/// other twice, would go on for minutes. Functions that multiply what they are given are written anew here; the others
/// that go over texts refuse those beyond a length.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="stop">Looked at between elements.</param>
internal sealed class ScriptLibrary(Engine engine, CancellationToken stop)
{
    /// <summary>The most characters of a text that a function takes or makes.</summary>
    public const int LongestText = 4_000_000;

    private const double MostReplaced = 10.0 * LongestText;
    private static readonly string[] Coders = ["decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape", "unescape"];

    /// <summary>Puts these functions in place of the engine's.</summary>
    public void Install()
    {
        var text = Prototype("String");
        foreach (var key in text.GetOwnPropertyKeys(Types.String).Select(k => k.AsString()).Except(["constructor", "length", "toString", "valueOf"]).ToList())
            Wrap(text, key, CheckTexts);
        foreach (var name in Coders)
            Wrap(engine.Global, name, (_, arguments) => CheckTexts(JsValue.Undefined, arguments));
        foreach (var name in new[] { "repeat", "padStart", "padEnd" })
            Wrap(text, name, CheckLength);
        foreach (var name in new[] { "replace", "replaceAll" })
            Wrap(text, name, (self, arguments) => CheckReplacement(Text(self), Argument(arguments, 0) as JsString, arguments));

        Put(text, "concat", (self, arguments) => Together([self, .. arguments], ""));
        var regex = Prototype("RegExp");
        Wrap(regex, GlobalSymbolRegistry.Replace, (self, arguments) =>
        {
            CheckReplacement(Text(Argument(arguments, 0)), null, arguments);
            return self;
        });

        var array = Prototype("Array");
        Put(array, "join", (self, arguments) => Join(self, Argument(arguments, 0)));
        Put(array, "flat", (self, arguments) => Flat(self, Argument(arguments, 0)));
        array.Delete("toLocaleString");
        Put(Global("JSON"), "stringify", (_, arguments) =>
            new ScriptJson(engine, stop).Write(Argument(arguments, 0), Argument(arguments, 1), Argument(arguments, 2)));
    }

    /// <summary>An error that a script can catch.</summary>
    public static JavaScriptException TooLong(Engine engine) =>
        new(engine.Intrinsics.Error, FormattableString.Invariant($"a text grows beyond {LongestText:N0} characters"));

    private static JsValue Argument(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;

    private ObjectInstance Global(string name) => engine.Global.Get(name).AsObject();

    private ObjectInstance Prototype(string name) => Global(name).Get("prototype").AsObject();

    private void Put(ObjectInstance owner, JsValue key, Func<JsValue, JsValue[], JsValue> body)
    {
        var descriptor = owner.GetOwnProperty(key);
        descriptor.Value = new ClrFunction(engine, key is JsSymbol ? "replace" : key.AsString(), (self, arguments) => body(self, arguments));
    }

    // The function as it was, behind a check that may also replace what it is given.
    private void Wrap(ObjectInstance owner, JsValue key, Func<JsValue, JsValue[], JsValue> check)
    {
        var original = (Function)owner.Get(key);
        Put(owner, key, (self, arguments) =>
        {
            arguments = [.. arguments];
            self = check(self, arguments);
            return original.Call(self, arguments);
        });
    }

    // Objects other than patterns and functions are turned into the texts that they stand for, which are then measured.
    private JsValue CheckTexts(JsValue self, JsValue[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is JsString || arguments[i] is JsObject or JsArray)
                arguments[i] = Text(arguments[i]);
        }

        return self is ObjectInstance or JsString ? Text(self) : self;
    }

    private JsString Text(JsValue value)
    {
        var text = value as JsString ?? JsString.Create(TypeConverter.ToString(value));
        return text.Length <= LongestText ? text : throw TooLong(engine);
    }

    private JsValue CheckLength(JsValue self, JsValue[] arguments)
    {
        var text = Text(self);
        var count = TypeConverter.ToNumber(Argument(arguments, 0));
        if (arguments.Length > 0)
            arguments[0] = JsNumber.Create(count);
        return Math.Max(1, text.Length) * count <= LongestText || double.IsNaN(count) || text.Length == 0 && arguments.Length < 2 ? text : throw TooLong(engine);
    }

    // At worst each character is replaced; a $ stands for up to the whole text.
    private JsString CheckReplacement(JsString text, JsString? what, JsValue[] arguments)
    {
        if (Argument(arguments, 1) is Function || arguments.Length < 2)
            return text;

        var with = Text(arguments[1]);
        arguments[1] = with;
        var references = with.AsString().AsSpan().Count('$');
        var places = what is { Length: > 0 } ? (text.Length / what.Length) + 1 : text.Length + 1;
        return (double)places * (with.Length + ((double)references * text.Length)) <= MostReplaced ? text : throw TooLong(engine);
    }

    private JsString Together(ReadOnlySpan<JsValue> parts, string separator)
    {
        var result = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
            Append(result, parts[i], i == 0 ? "" : separator);
        return JsString.Create(result.ToString());
    }

    private void Append(StringBuilder result, JsValue part, string separator)
    {
        stop.ThrowIfCancellationRequested();
        var text = TypeConverter.ToString(part);
        if (result.Length + separator.Length + text.Length > LongestText)
            throw TooLong(engine);
        result.Append(separator).Append(text);
    }

    private JsString Join(JsValue self, JsValue separator)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var list = self.AsObject();
        var between = separator.IsUndefined() ? "," : TypeConverter.ToString(separator);
        var result = new StringBuilder();
        var length = TypeConverter.ToLength(list.Get("length"));
        for (ulong i = 0; i < length; i++)
        {
            var element = list is JsArray array && i < uint.MaxValue ? array[(uint)i] : list.Get(JsNumber.Create((double)i));
            Append(result, element.IsNull() || element.IsUndefined() ? JsString.Empty : element, i == 0 ? "" : between);
        }

        return JsString.Create(result.ToString());
    }

    private JsArray Flat(JsValue self, JsValue depth)
    {
        var result = new List<JsValue>();
        if (self is not JsArray array)
            throw new JavaScriptException(engine.Intrinsics.TypeError, "flat() is for arrays");
        Flatten(array, depth.IsUndefined() ? 1 : TypeConverter.ToInteger(depth), result);
        return new JsArray(engine, [.. result]);
    }

    private void Flatten(JsArray array, double depth, List<JsValue> result)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        for (uint i = 0; i < array.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            var element = array[i];
            if (element is JsArray inner && depth >= 1)
                Flatten(inner, depth - 1, result);
            else if (result.Count >= ScriptEngine.LargestArray)
                throw new JavaScriptException(engine.Intrinsics.Error, "an array grows too long");
            else if (array.HasOwnProperty(JsNumber.Create(i)))
                result.Add(element);
        }
    }
}
