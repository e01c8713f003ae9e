using System.Text.Json.Nodes;

namespace Dionaea.Reporting;

/// <summary>What a cell holds; Jupyter's three types.</summary>
public enum CellType
{
    /// <summary>Text for readers.</summary>
    Markdown,

    /// <summary>Source that is run.</summary>
    Code,

    /// <summary>Text that is neither; also a type unknown to nbformat 4.</summary>
    Raw,
}

/// <summary>One cell of a notebook, as it was read.</summary>
/// <param name="Index">Its place in the notebook, from 0.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Source">Its source as one text.</param>
/// <param name="Id">Its id (nbformat 4.5), or null.</param>
/// <param name="Tags">Its tags, in order; may be empty.</param>
/// <param name="Attachments">Its attached files as nbformat keeps them (name to MIME bundle), or null.</param>
public sealed record NotebookCell(
    int Index, CellType Type, string Source, string? Id, IReadOnlyList<string> Tags, JsonObject? Attachments)
{
    /// <summary>The tag of the cell that holds a notebook's default parameters (papermill's convention).</summary>
    public const string ParametersTag = "parameters";

    /// <summary>The tag of the cell that overrides them in an executed copy (papermill's convention).</summary>
    public const string InjectedParametersTag = "injected-parameters";
}
