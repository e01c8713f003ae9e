using Dionaea.Reporting;
namespace Dionaea.Kernel;
internal enum CompletionKind { Keyword }
internal enum CompletenessStatus { Complete, Incomplete, Invalid, Unknown }
internal sealed record Completeness(CompletenessStatus Status, string Indent);
internal sealed record Inspection(string Markdown, string Text);
internal sealed record Completion(string Text, CompletionKind Kind);
internal sealed record Completions(int Start, int End, IReadOnlyList<Completion> Matches);
internal sealed class TypingHelp(Workbench workbench, CellPolicy policy)
{
    public Completions Complete(string code, int cursor) => new(cursor, cursor, policy is null || workbench is null ? [] : []);
    public Inspection? Inspect(string code, int cursor, int detail) => workbench is null ? null : null;
    public static Completeness IsComplete(string code) => new(CompletenessStatus.Unknown, "");
}
