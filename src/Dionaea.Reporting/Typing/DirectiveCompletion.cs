namespace Dionaea.Reporting;

/// <summary>What may stand on the line of a directive.</summary>
internal sealed class DirectiveCompletion(Workbench workbench, CellPolicy policy, TypedCell cell, TypedLine line)
{
    /// <summary>The completions at a cursor on the line.</summary>
    public Completions At(int cursor)
    {
        if (cursor <= line.NameEnd)
            return Named(cursor);
        if (Directives.Find(line.Name) is not { } directive)
            return Completions.None(cursor);

        var words = line.Words;
        var before = words.Where(w => w.End < cursor).Select(w => w.Text).ToList();
        var current = words.FirstOrDefault(w => w.Start < cursor && cursor <= w.End, new DirectiveWord("", cursor, cursor, null));
        var typed = DirectiveWord.Split(line.Code, current.Start, cursor).Select(w => w.Text).FirstOrDefault("");
        return Offer(directive, before, current, typed);
    }

    private Completions Named(int cursor)
    {
        var typed = line.Code[line.Start..cursor];
        return new Completions(line.Start, line.NameEnd, [
            .. Directives.All.Select(d => "#!" + d.Name).Where(name => name.StartsWith(typed, StringComparison.Ordinal))
                .Select(name => new Completion(name, CompletionKind.Directive))]);
    }

    private Completions Offer(IDirective directive, List<string> before, DirectiveWord current, string typed)
    {
        var usage = DirectiveUsage.Of(directive);
        var equals = typed.StartsWith("--", StringComparison.Ordinal) ? typed.IndexOf('=', StringComparison.Ordinal) : -1;
        if (equals > 0)
            return Values(usage, before, typed[2..equals], current, typed[..(equals + 1)], typed[(equals + 1)..]);
        var (alone, waiting) = Read(usage, before);
        if (waiting is not null)
            return Values(usage, before, waiting, current, "", typed);
        if (typed.StartsWith('-') || (typed.Length == 0 && alone.Count >= usage.Alone.Count))
            return Matches(current, "", typed, Options(usage, before, alone));

        var names = new DirectiveNames(workbench, policy, cell);
        var place = usage.Alone.Count == 0 ? [] : usage.Alone[Math.Min(alone.Count, usage.Alone.Count - 1)];
        return alone.Count < usage.Alone.Count
            ? Matches(current, "", typed, names.For(line.Name, place, alone, typed))
            : Completions.None(current.Start);
    }

    private Completions Values(DirectiveUsage usage, List<string> before, string option, DirectiveWord current, string prefix, string typed)
    {
        var names = new DirectiveNames(workbench, policy, cell);
        var (alone, _) = Read(usage, before);
        if (usage.Options.ContainsKey("parameter"))
            return Matches(current, prefix, typed, alone.Count == 0 ? [] : names.ValuesOf(alone[0], option));
        if (!usage.Options.TryGetValue(option, out var takes))
            return Completions.None(current.Start);

        var comma = takes == "COLUMN" ? typed.LastIndexOf(',') + 1 : 0;
        return Matches(current, prefix + typed[..comma], typed[comma..], names.For(line.Name, [takes], alone, typed));
    }

    private IEnumerable<Completion> Options(DirectiveUsage usage, List<string> before, List<string> alone)
    {
        var known = usage.Options.ContainsKey("parameter")
            ? alone.Count == 0 ? [] : new DirectiveNames(workbench, policy, cell).ParametersOf(alone[0])
            : usage.Options.Keys;
        return known.Concat(usage.Flags).Select(name => "--" + name)
            .Where(option => !before.Any(word => word == option || word.StartsWith(option + "=", StringComparison.Ordinal)))
            .Select(option => new Completion(option, CompletionKind.Option));
    }

    // The words that stand alone, and the option whose value comes next.
    private static (List<string> Alone, string? Waiting) Read(DirectiveUsage usage, List<string> words)
    {
        var alone = new List<string>();
        string? waiting = null;
        foreach (var word in words)
        {
            if (waiting is not null)
                waiting = null;
            else if (word.StartsWith("--", StringComparison.Ordinal) && word.Length > 2)
                waiting = word.Contains('=', StringComparison.Ordinal) || usage.Flags.Contains(word[2..]) ? null : word[2..];
            else
                alone.Add(word);
        }

        return (alone, waiting);
    }

    private static Completions Matches(DirectiveWord word, string prefix, string typed, IEnumerable<Completion> candidates) => new(
        word.Start,
        word.End,
        [
            .. candidates.Where(c => c.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Take(Completions.Most)
                .Select(c => (Completion: c, Word: Quoted(prefix + c.Text, word)))
                .Where(c => c.Word is not null)
                .Select(c => c.Completion with { Text = c.Word! }),
        ]);

    // Null for a word that no quotes can hold.
    private static string? Quoted(string text, DirectiveWord word)
    {
        var quote = word.OpenQuote ?? (text.Any(char.IsWhiteSpace) || text.Contains('\'', StringComparison.Ordinal) ? '"' : text.Contains('"', StringComparison.Ordinal) ? '\'' : null);
        if (quote is not { } with)
            return text;
        if (text.Contains(with, StringComparison.Ordinal))
            with = with == '"' ? '\'' : '"';
        return text.Contains(with, StringComparison.Ordinal) ? null : $"{with}{text}{with}";
    }
}
