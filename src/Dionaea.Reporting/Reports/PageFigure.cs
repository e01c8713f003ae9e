using System.Text;
using System.Text.Json.Nodes;

namespace Dionaea.Reporting;

/// <summary>A figure in the page: a place with its description, and its JSON for the page's script to draw.</summary>
internal static class PageFigure
{
    public static void Append(StringBuilder page, Figure figure)
    {
        var json = new JsonObject
        {
            ["data"] = figure.Data.DeepClone(),
            ["layout"] = figure.Layout.DeepClone(),
            ["height"] = figure.Height,
        };
        page.Append("<figure>\n<div class=\"plot\" role=\"img\" aria-label=\"").Append(Escape.Attribute(figure.Alt))
            .Append("\"></div>\n<script type=\"application/json\">").Append(Escape.Script(json))
            .Append("</script>\n</figure>\n");
    }
}
