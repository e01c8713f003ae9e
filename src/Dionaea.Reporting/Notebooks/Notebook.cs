using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// A Jupyter notebook of nbformat 4. Members that the format does not know are kept, in their order. A notebook
/// never changes: each change gives a new one.
/// </summary>
public sealed class Notebook
{
    /// <summary>The most bytes that are read of a notebook file.</summary>
    public const int LargestFile = 64 << 20;

    private readonly JsonObject _root;

    private Notebook(string name, JsonObject root, string sha256)
    {
        Name = name;
        Sha256 = sha256;
        _root = root;
        Cells = NotebookCells.Read(root, name);
    }

    /// <summary>The file's name, without its folder.</summary>
    public string Name { get; }

    /// <summary>The SHA-256 of the file as it was read, lower-case hex; a change to the notebook keeps it.</summary>
    public string Sha256 { get; }

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>The notebook's own title (<c>metadata.title</c>), or its first heading, or its name.</summary>
    public string Title =>
        NotebookJson.Text((_root["metadata"] as JsonObject)?["title"])
        ?? MarkdownText.FirstHeading(Cells)
        ?? Path.GetFileNameWithoutExtension(Name);

    /// <summary>Reads a notebook file.</summary>
    /// <param name="path">The file; at most <see cref="LargestFile"/> bytes.</param>
    /// <exception cref="WorkbenchException">The file cannot be read or is not a notebook of nbformat 4.</exception>
    public static Notebook Load(string path)
    {
        var shown = Suggestion.Excerpt(path);
        if (Directory.Exists(path))
            throw WorkbenchException.Input($"'{shown}' is a folder, not a notebook.", "Name a file that ends in '.ipynb'.");
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Write);
            if (file.Length > LargestFile)
                throw TooLarge(shown);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return Parse(bytes, Path.GetFileName(path));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw WorkbenchException.Input($"There is no notebook '{shown}'.", "Check the path.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw WorkbenchException.Input($"The notebook '{shown}' cannot be read.", "Name a plain file that you may read.", error);
        }
    }

    /// <summary>Reads a notebook from memory.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="name">The file's name, for messages and provenance.</param>
    /// <exception cref="WorkbenchException">The bytes are not a notebook of nbformat 4.</exception>
    public static Notebook Parse(ReadOnlyMemory<byte> utf8, string name)
    {
        var shown = Suggestion.Excerpt(name);
        if (utf8.Length > LargestFile)
            throw TooLarge(shown);
        if (NotebookJson.Read(utf8, name) is not JsonObject root)
            throw NotNotebook(shown, "its JSON is not an object");

        CheckFormat(root, shown);
        return new Notebook(name, root, Convert.ToHexStringLower(SHA256.HashData(utf8.Span)));
    }

    /// <summary>
    /// The notebook with parameters set as papermill sets them: a cell tagged <c>injected-parameters</c> after the
    /// one tagged <c>parameters</c> (or at the top), in place of an older injected one.
    /// </summary>
    /// <param name="values">Name and value, in order; each becomes a line <c>#!set name = value</c>.</param>
    /// <exception cref="WorkbenchException">A name is not an identifier, or a value holds a line break.</exception>
    public Notebook WithParameters(IReadOnlyList<KeyValuePair<string, string>> values)
    {
        if (values.Count == 0)
            return this;

        var root = (JsonObject)_root.DeepClone();
        NotebookCells.Inject(root, Cells, string.Join('\n', values.Select(Setting)));
        return new Notebook(Name, root, Sha256);
    }

    /// <summary>
    /// The executed copy: every code cell gets the outputs and count given for it; a code cell that is not named
    /// loses the outputs it had.
    /// </summary>
    /// <param name="runs">Outputs by the cell's index.</param>
    public Notebook WithOutputs(IReadOnlyDictionary<int, CellRun> runs)
    {
        var root = (JsonObject)_root.DeepClone();
        var cells = (JsonArray)root["cells"]!;
        foreach (var cell in Cells.Where(cell => cell.Type == CellType.Code))
        {
            var found = runs.TryGetValue(cell.Index, out var run);
            var members = (JsonObject)cells[cell.Index]!;
            members["execution_count"] = found ? run!.ExecutionCount : null;
            members["outputs"] = found ? NotebookJson.Sorted(run!.Outputs) : new JsonArray();
        }

        return new Notebook(Name, root, Sha256);
    }

    /// <summary>The notebook with the workbench's kernel and language in its metadata, so that it opens with them.</summary>
    public Notebook WithKernel()
    {
        var root = (JsonObject)_root.DeepClone();
        if (root["metadata"] is not JsonObject metadata)
            root["metadata"] = metadata = new JsonObject();
        metadata["kernelspec"] = NotebookLanguage.Kernelspec();
        metadata["language_info"] = NotebookLanguage.LanguageInfo();
        return new Notebook(Name, root, Sha256);
    }

    /// <summary>The notebook without any outputs: what its author wrote.</summary>
    public Notebook WithoutOutputs() => WithOutputs(new Dictionary<int, CellRun>());

    /// <summary>The notebook as a file, in the layout that Jupyter writes.</summary>
    public byte[] ToUtf8() => NotebookJson.Write(_root);

    /// <summary>Writes the notebook to a file, whole or not at all.</summary>
    /// <exception cref="WorkbenchException">The file cannot be written.</exception>
    public void Save(string path) => WholeFile.Write(path, ToUtf8());

    private static string Setting(KeyValuePair<string, string> value)
    {
        var (name, text) = value;
        if (!Parameter.IsName(name))
        {
            throw WorkbenchException.Usage(
                $"'{Suggestion.Excerpt(name)}' is not a parameter name.",
                "A name is made of letters, digits and underscores and does not start with a digit.");
        }

        if (text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'))
        {
            throw WorkbenchException.Usage(
                $"The value of parameter '{name}' holds a line break or another control character: "
                + $"'{Suggestion.Excerpt(text)}'.",
                "Give it as one line of text.");
        }

        return $"#!set {name} = {text}";
    }

    private static void CheckFormat(JsonObject root, string shown)
    {
        if (root["nbformat"] is not JsonValue format || !format.TryGetValue<int>(out var major))
            throw NotNotebook(shown, "it has no whole number called 'nbformat'");
        if (major < 4)
        {
            throw WorkbenchException.Input(
                $"'{shown}' is a notebook of nbformat {major}; the workbench reads nbformat 4.",
                "Convert it with: jupyter nbconvert --to notebook --nbformat 4 FILE");
        }

        if (major > 4)
        {
            throw WorkbenchException.Input(
                $"'{shown}' is a notebook of nbformat {major}, which is newer than the nbformat 4 that the workbench reads.",
                "Save it as nbformat 4.");
        }

        if (root["cells"] is not JsonArray)
            throw NotNotebook(shown, "it has no list called 'cells'");
    }

    private static WorkbenchException NotNotebook(string shown, string reason) =>
        WorkbenchException.Input($"'{shown}' is not a notebook: {reason}.", "Name a file that Jupyter can open.");

    private static WorkbenchException TooLarge(string shown) =>
        WorkbenchException.Input(
            $"'{shown}' is larger than {LargestFile >> 20} MB, the most that is read of a notebook.",
            "Clear its outputs in Jupyter and save it; the workbench computes them anew.");
}

/// <summary>What running a code cell left, as nbformat keeps it.</summary>
/// <param name="ExecutionCount">The cell's number in the order of running, from 1.</param>
/// <param name="Outputs">nbformat's output objects.</param>
public sealed record CellRun(int ExecutionCount, JsonArray Outputs);
