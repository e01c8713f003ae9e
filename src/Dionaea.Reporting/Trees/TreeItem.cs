using System.Globalization;

namespace Dionaea.Reporting;

/// <summary>What an item of a shown tree is, for its looks.</summary>
public enum TreeLook
{
    /// <summary>The first connection of an attack.</summary>
    Attack,

    /// <summary>A connection below it.</summary>
    Connection,

    /// <summary>A detail without a meaning of its own.</summary>
    Detail,

    /// <summary>A login or a command.</summary>
    Access,

    /// <summary>Something was exploited.</summary>
    Exploit,

    /// <summary>An offer or a sample.</summary>
    Payload,

    /// <summary>A word of the workbench's own about what is not shown.</summary>
    Notice,
}

/// <summary>
/// A line of a shown tree and the lines below it. Its texts have values formatted and defanged; the sinks escape them.
/// </summary>
internal sealed class TreeItem(TreeLook look, string text, string kind)
{
    /// <summary>What it is.</summary>
    public TreeLook Look { get; } = look;

    /// <summary>The text.</summary>
    public string Text { get; } = text;

    /// <summary>What neighbours must share to be shown as one, apart from the items below them.</summary>
    public string Kind { get; } = kind;

    /// <summary>How many neighbours it stands for.</summary>
    public int Count { get; set; } = 1;

    /// <summary>What the last of them has that differs, or null.</summary>
    public string? Last { get; set; }

    /// <summary>What the item has that its like have otherwise: a time.</summary>
    public string? Own { get; init; }

    /// <summary>A connection's service, or empty.</summary>
    public string Service { get; init; } = "";

    /// <summary>The number of its kind and all below it; equal items have equal numbers.</summary>
    public int Class { get; set; }

    /// <summary>The items below it, details before connections.</summary>
    public List<TreeItem> Items { get; } = [];

    /// <summary>The text with how often it came.</summary>
    public string Shown => Count == 1 ? Text
        : string.Create(CultureInfo.InvariantCulture, $"{Text} ×{Count:#,##0}{(Last is null || Last == Own ? "" : $" until {Last}")}");
}
