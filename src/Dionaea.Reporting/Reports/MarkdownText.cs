using System.Text;
using System.Text.Json.Nodes;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Dionaea.Reporting;

/// <summary>A heading of the page, for its contents.</summary>
/// <param name="Level">2 to 6.</param>
/// <param name="Id">The element's id.</param>
/// <param name="Text">Its text.</param>
internal sealed record Heading(int Level, string Id, string Text);

/// <summary>
/// Markdown to HTML that holds nothing but text, headings, lists, tables, code, anchors within the page and
/// attached pictures. Raw HTML shows as text; a link shows as its text and address; other pictures show as their
/// alternative text.
/// </summary>
internal sealed class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().DisableHtml().Build();

    private readonly bool _deeper;
    private readonly Dictionary<string, string> _anchors = new(StringComparer.Ordinal);
    private readonly List<Heading> _headings = [];
    private string? _title;

    /// <summary>Prepares the Markdown of a page.</summary>
    /// <param name="cells">All cells of the notebook, whose headings can be linked to.</param>
    /// <param name="title">The page's title; the first heading that says the same is left out.</param>
    public MarkdownText(IReadOnlyList<NotebookCell> cells, string title)
    {
        _title = title;
        var levels = new List<int>();
        var number = 0;
        foreach (var heading in Headings(cells))
        {
            var text = PlainText(heading.Inline);
            if (number == 0 && levels.Count == 0 && text == title && heading.Level == 1)
            {
                _anchors.TryAdd(Anchor(text), "top");
                levels.Add(0);
                continue;
            }

            number++;
            levels.Add(heading.Level);
            _anchors.TryAdd(Anchor(text), Id(number));
            _anchors.TryAdd(Anchor(text).ToLowerInvariant(), Id(number));
        }

        _deeper = levels.Contains(1);
    }

    /// <summary>The headings rendered so far, in order.</summary>
    public IReadOnlyList<Heading> Rendered => _headings;

    /// <summary>The text of the first heading in a notebook's Markdown cells, or null.</summary>
    public static string? FirstHeading(IReadOnlyList<NotebookCell> cells)
    {
        var heading = Headings(cells).FirstOrDefault();
        return heading is null || PlainText(heading.Inline) is not { Length: > 0 } text ? null : text;
    }

    /// <summary>A Markdown cell as HTML; its headings join <see cref="Rendered"/>.</summary>
    public string Cell(NotebookCell cell) => Html(cell.Source, cell.Attachments, inContents: true);

    /// <summary>A text of the workbench's own as HTML; its headings become plain paragraphs.</summary>
    public string Output(string markdown) => Html(markdown, attachments: null, inContents: false);

    private static IEnumerable<HeadingBlock> Headings(IReadOnlyList<NotebookCell> cells) =>
        cells.Where(cell => cell.Type == CellType.Markdown)
            .SelectMany(cell => Parse(cell.Source)?.Descendants<HeadingBlock>() ?? []);

    // Markdig refuses what nests beyond its limit; such a text is shown as it is.
    private static MarkdownDocument? Parse(string source)
    {
        try
        {
            return Markdown.Parse(Inert(source), Pipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // An author's prose keeps its joiners and spaces; only what turns or hides text around it goes.
    private static string Inert(string source)
    {
        var text = Escape.Whole(source.Replace("\r\n", "\n", StringComparison.Ordinal));
        return string.Create(text.Length, text, (kept, given) =>
        {
            for (var i = 0; i < kept.Length; i++)
            {
                var isTurn = given[i] is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
                kept[i] = isTurn || (char.IsControl(given[i]) && given[i] is not ('\n' or '\t')) ? '\uFFFD' : given[i];
            }
        });
    }

    private string Html(string source, JsonObject? attachments, bool inContents)
    {
        if (Parse(source) is not { } document)
            return $"<pre>{PageText.Html(source)}</pre>\n";

        foreach (var link in document.Descendants<LinkInline>().ToList())
            Disarm(link, attachments);
        foreach (var link in document.Descendants<AutolinkInline>().ToList())
            link.ReplaceBy(new LiteralInline(link.Url));
        foreach (var heading in document.Descendants<HeadingBlock>().ToList())
            Place(heading, inContents);

        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString();
    }

    private void Disarm(LinkInline link, JsonObject? attachments)
    {
        if (link.IsImage)
        {
            var alt = PlainText(link);
            if (AttachedPicture.Find(link.Url, attachments) is { } picture)
                link.ReplaceBy(new AttachedPicture(picture, alt), copyChildren: false);
            else
                link.ReplaceBy(new LiteralInline(alt), copyChildren: false);
            return;
        }

        var url = link.Url ?? "";
        if (url.StartsWith('#') && _anchors.TryGetValue(Uri.UnescapeDataString(url[1..]), out var id))
        {
            link.Url = "#" + id;
            link.Title = null;
            return;
        }

        var text = PlainText(link);
        var isWeb = url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        link.InsertAfter(new LiteralInline(isWeb && text != url ? $" ({url})" : ""));
        link.ReplaceBy(new ContainerInline(), copyChildren: true);
    }

    // Levels never skip one on the way down, so that readers who jump from heading to heading miss nothing.
    private void Place(HeadingBlock heading, bool inContents)
    {
        var text = PlainText(heading.Inline);
        if (!inContents)
        {
            heading.Level = 6;
            heading.GetAttributes().AddClass("minor");
            return;
        }

        if (_headings.Count == 0 && heading.Level == 1 && text == _title)
        {
            _title = null;
            heading.Parent!.Remove(heading);
            return;
        }

        _title = null;
        var previous = _headings.Count == 0 ? 1 : _headings[^1].Level;
        heading.Level = Math.Clamp(heading.Level + (_deeper ? 1 : 0), 2, Math.Min(6, previous + 1));
        var id = Id(_headings.Count + 1);
        heading.GetAttributes().Id = id;
        _headings.Add(new Heading(heading.Level, id, text));
    }

    private static string Id(int number) => FormattableString.Invariant($"section-{number}");

    private static string Anchor(string text) => text.Replace(' ', '-');

    private static string PlainText(ContainerInline? inlines)
    {
        if (inlines is null)
            return "";

        var text = new StringBuilder();
        foreach (var inline in inlines.Descendants())
        {
            _ = inline switch
            {
                LiteralInline literal => text.Append(literal.Content.AsSpan()),
                CodeInline code => text.Append(code.Content),
                HtmlEntityInline entity => text.Append(entity.Transcoded.AsSpan()),
                AutolinkInline link => text.Append(link.Url),
                LineBreakInline => text.Append(' '),
                _ => text,
            };
        }

        return text.ToString().Trim();
    }

    /// <summary>A picture that travels in its cell, as PNG, JPEG or GIF.</summary>
    private sealed class AttachedPicture : HtmlInline
    {
        public AttachedPicture(string data, string alt)
            : base($"<img src=\"{data}\" alt=\"{Escape.Attribute(alt)}\">")
        {
        }

        public static string? Find(string? url, JsonObject? attachments)
        {
            const string Scheme = "attachment:";
            if (attachments is null || url is null || !url.StartsWith(Scheme, StringComparison.Ordinal))
                return null;
            if (attachments[Uri.UnescapeDataString(url[Scheme.Length..])] is not JsonObject bundle)
                return null;

            foreach (var mime in (string[])["image/png", "image/jpeg", "image/gif"])
            {
                var text = NotebookJson.MultilineText(bundle[mime])?.ReplaceLineEndings("");
                if (text is not null && System.Buffers.Text.Base64.IsValid(text))
                    return $"data:{mime};base64,{text}";
            }

            return null;
        }
    }
}
