using System.Globalization;
using System.Text;

namespace Dionaea.Reporting;

/// <summary>The last section of the page: where the numbers come from, and the notebook to save.</summary>
internal static class PageProvenance
{
    /// <summary>The days from the first to the last connection, UTC.</summary>
    public static string Span(Provenance provenance)
    {
        if (provenance.FirstSeen is not { } first || provenance.LastSeen is not { } last)
            return "no connections";

        var from = ValueText.Day(Math.Floor(first / 86400) * 86400);
        var to = ValueText.Day(Math.Floor(last / 86400) * 86400);
        return from == to ? from : $"{from} to {to}";
    }

    public static void Append(StringBuilder page, Provenance provenance, Notebook notebook)
    {
        page.Append("<section class=\"provenance\" id=\"provenance\">\n<h2>Provenance</h2>\n<dl>\n");
        Append(page, "Database", provenance.Database);
        Append(page, "SHA-256", provenance.Sha256, "hash");
        Append(page, "Size", FormattableString.Invariant($"{provenance.Size:N0} bytes"));
        Append(page, "Variant", provenance.Variant);
        Append(page, "First connection", Instant(provenance.FirstSeen));
        Append(page, "Last connection", Instant(provenance.LastSeen));
        Append(page, "Time zone", provenance.Zone);
        Append(page, "Notebook", notebook.Name);
        Append(page, "Its SHA-256", notebook.Sha256, "hash");
        Append(page, "Parameters", provenance.Parameters.Count == 0
            ? "none set"
            : string.Join('\n', provenance.Parameters.Select(parameter => Escape.Visible($"{parameter.Key} = {parameter.Value}"))));
        Append(page, "Workbench", provenance.Version);
        page.Append("</dl>\n");
        if (provenance.Rows.Count > 0)
            AppendRows(page, provenance.Rows);
        page.Append("<p class=\"save\"><button type=\"button\" id=\"save-notebook\">Save the notebook</button> ")
            .Append("<span>The notebook that made this page is inside it, without outputs.</span></p>\n</section>\n");
    }

    private static void AppendRows(StringBuilder page, IReadOnlyList<KeyValuePair<string, long>> rows)
    {
        page.Append("<details class=\"data\"><summary>Rows in each table</summary>\n")
            .Append("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Rows in each table\"><table>\n")
            .Append("<thead><tr><th scope=\"col\" aria-sort=\"none\">table</th><th scope=\"col\" aria-sort=\"none\" class=\"n\">rows</th>")
            .Append("</tr></thead>\n<tbody>\n");
        foreach (var (table, count) in rows)
        {
            page.Append("<tr><td>").Append(Escape.Html(table)).Append("</td><td class=\"n\" data-v=\"")
                .Append(count.ToString(CultureInfo.InvariantCulture)).Append("\">")
                .Append(count.ToString("N0", CultureInfo.InvariantCulture)).Append("</td></tr>\n");
        }

        page.Append("</tbody>\n</table></div>\n</details>\n");
    }

    private static string Instant(double? seconds) =>
        seconds is { } known ? $"{new ValueText("UTC").Timestamp(known)} UTC" : "none";

    private static void Append(StringBuilder page, string name, string value, string? style = null)
    {
        page.Append("<dt>").Append(name).Append("</dt><dd").Append(style is null ? "" : $" class=\"{style}\"").Append('>')
            .Append(PageText.Html(value)).Append("</dd>\n");
    }
}
