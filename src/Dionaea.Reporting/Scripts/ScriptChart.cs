using Dionaea.Analysis;
using Jint;
using Jint.Native;

namespace Dionaea.Reporting;

/// <summary>Draws rows as a script asks: <c>{kind, x, y, series, title}</c>, all of which may be left out.</summary>
internal static class ScriptChart
{
    private static readonly string[] Members = ["kind", "x", "y", "series", "title"];

    /// <summary>The answer with its figure.</summary>
    /// <exception cref="WorkbenchException">An option is unknown, or names a column that is not there.</exception>
    public static Answer Draw(Answer answer, JsValue options)
    {
        var given = Read(options);
        var kind = Text(given, "kind") ?? "bar";
        if (!ChartKinds.Names.Contains(kind))
            throw WorkbenchException.Unknown("chart kind", kind, ChartKinds.Names, $"The kinds are: {string.Join(", ", ChartKinds.Names)}.");
        if (answer.Table.Rows.Count == 0)
            return answer;
        var hint = CellChart.Complete(answer, new ChartWish(kind, Text(given, "x"), Texts(given, "y"), Text(given, "series")));
        var text = ChartText.Of(answer, hint);
        return answer with { Figure = ChartKinds.Draw(answer.Table, hint, Text(given, "title") is { } title ? text with { Title = title } : text) };
    }

    private static Dictionary<string, JsValue> Read(JsValue options)
    {
        var given = new Dictionary<string, JsValue>(StringComparer.Ordinal);
        if (options.IsUndefined() || options.IsNull())
            return given;
        if (options is not JsObject members)
            throw WorkbenchException.Usage("The options of chart() are not an object.", "Write: chart(rows, {kind: \"bar\", x: \"port\", y: \"hits\"})");
        foreach (var (key, descriptor) in members.GetOwnProperties())
        {
            var name = ScriptText.Of(key);
            if (!Members.Contains(name))
                throw WorkbenchException.Unknown("option of chart() called", name, Members, $"There are: {string.Join(", ", Members)}.");
            given[name] = ScriptText.Data(descriptor);
        }

        return given;
    }

    private static string? Text(Dictionary<string, JsValue> given, string name) => given.GetValueOrDefault(name) switch
    {
        null => null,
        JsString text => text.AsString(),
        var other when other.IsUndefined() || other.IsNull() => null,
        _ => throw WorkbenchException.Usage($"The option '{name}' of chart() is not a text.", "Columns are named by texts."),
    };

    private static IReadOnlyList<string> Texts(Dictionary<string, JsValue> given, string name)
    {
        if (given.GetValueOrDefault(name) is not JsArray list)
            return Text(given, name) is { } one ? [one] : [];
        var texts = new List<string>();
        for (uint i = 0; i < Math.Min(list.Length, 100); i++)
            texts.Add(ScriptText.Of(ScriptText.Element(list, i)));
        return texts;
    }
}
