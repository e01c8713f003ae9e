using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;

namespace Dionaea.Reporting;

/// <summary>Values of a script as text, without calling any function of the script's.</summary>
internal static class ScriptText
{
    private const int Deepest = 6;
    private const int Longest = 100_000;

    /// <summary>A text as it is, a number as JavaScript writes it, an object much like JSON; long ones are cut with <c>…</c>.</summary>
    public static string Of(JsValue value)
    {
        if (value.IsString())
            return Cut(value.AsString());
        var text = new StringBuilder();
        Append(text, value, 0);
        return text.ToString();
    }

    private static string Cut(string text) => text.Length <= Longest ? text : text[..Longest] + "…";

    private static void Append(StringBuilder text, JsValue value, int depth)
    {
        if (text.Length > Longest)
            return;
        switch (value)
        {
            case JsString:
                text.Append('"').Append(Cut(value.AsString())).Append('"');
                break;
            case Function:
                text.Append("(function)");
                break;
            case JsDate date:
                text.Append(date.ToDateTimeText());
                break;
            case ObjectInstance when depth >= Deepest:
                text.Append('…');
                break;
            case JsArray array:
                AppendArray(text, array, depth);
                break;
            case JsError error:
                text.Append(Of(Data(error.GetOwnProperty("message"))));
                break;
            case ObjectInstance item:
                AppendObject(text, item, depth);
                break;
            default:
                text.Append(value.IsSymbol() ? "(symbol)" : value.ToString());
                break;
        }
    }

    private static void AppendArray(StringBuilder text, JsArray array, int depth)
    {
        text.Append('[');
        for (uint i = 0; i < array.Length && text.Length <= Longest; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, Element(array, i), depth + 1);
        }

        text.Append(text.Length > Longest ? "…]" : "]");
    }

    private static void AppendObject(StringBuilder text, ObjectInstance item, int depth)
    {
        text.Append('{');
        var first = true;
        foreach (var (key, descriptor) in item.GetOwnProperties())
        {
            if (!key.IsString() || !descriptor.Enumerable || text.Length > Longest)
                continue;
            text.Append(first ? "" : ", ").Append(Cut(key.AsString())).Append(": ");
            Append(text, Data(descriptor), depth + 1);
            first = false;
        }

        text.Append(text.Length > Longest ? "…}" : "}");
    }

    /// <summary>An element that is stored; undefined for one that is missing or computed by a function.</summary>
    public static JsValue Element(JsArray array, uint index) => Data(array.GetOwnProperty(JsNumber.Create(index)));

    /// <summary>A property that is stored; undefined for one that is missing or computed by a function.</summary>
    public static JsValue Data(Jint.Runtime.Descriptors.PropertyDescriptor descriptor) =>
        descriptor == Jint.Runtime.Descriptors.PropertyDescriptor.Undefined || descriptor.IsAccessorDescriptor() ? JsValue.Undefined : descriptor.Value ?? JsValue.Undefined;

    private static string ToDateTimeText(this JsDate date)
    {
        var seconds = Seconds(date);
        return double.IsFinite(seconds) ? new ValueText("UTC").Timestamp(seconds) : "(no date)";
    }

    /// <summary>A date as Unix seconds; NaN for one that is none.</summary>
    public static double Seconds(JsDate date) => (date.ToDateTimeOrNull() is { } time ? (time - DateTime.UnixEpoch).TotalSeconds : double.NaN);

    private static DateTime? ToDateTimeOrNull(this JsDate date)
    {
        try
        {
            return date.ToDateTime();
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or JavaScriptException)
        {
            return null;
        }
    }
}
