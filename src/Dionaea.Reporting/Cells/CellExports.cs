using System.Text;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>A file that a cell asks for.</summary>
/// <param name="Format">How it is written.</param>
/// <param name="Name">Its name as the cell gives it.</param>
public sealed record ExportWish(ITableFormat Format, string Name);

/// <summary>
/// Writes the files of one notebook's cells: new ones only, with plain names that end as their format says, into
/// <c>exports/</c> beside the notebook or a folder that the user allowed, never through a symbolic link.
/// </summary>
internal sealed class CellExports(CellPolicy policy)
{
    private const string Folder = "exports";
    private const int LongestName = 100;
    private const int MostFiles = 500;
    private const long MostBytes = 2L << 30;

    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" })], StringComparer.OrdinalIgnoreCase);

    private int _files;
    private long _bytes;

    /// <summary>Writes an answer.</summary>
    /// <returns>What was written, as Markdown.</returns>
    /// <exception cref="WorkbenchException">The name, the folder or the amount is not allowed, or the writing fails.</exception>
    public string Write(Workbench workbench, ExportWish wish, Answer answer, CancellationToken cancellation)
    {
        if (_files >= MostFiles || _bytes >= MostBytes)
        {
            throw WorkbenchException.Limit(
                FormattableString.Invariant($"The notebook has exported {_files} files of {_bytes >> 20:N0} MB, which is as much as it may."),
                "Run the notebook again, or take the results from its executed copy.");
        }

        var cut = wish.Name.AsSpan().LastIndexOfAny('/', '\\');
        var name = FileName(wish.Name[(cut + 1)..], wish.Format.Extension);
        var folder = cut < 0 ? Beside() : Allowed(wish.Name[..cut]) ?? throw Elsewhere(wish.Name);
        var length = Create(Path.Combine(folder, name), Shown(cut < 0 ? Folder : wish.Name[..cut], name), workbench, wish.Format, answer, cancellation);
        _files++;
        _bytes += length;
        var losses = wish.Format.ShowsNotes ? "" : string.Concat(AnswerNotes.Losses(answer).Select(l => " " + Escape.MarkdownText(l)));
        return FormattableString.Invariant($"Wrote {Escape.MarkdownText($"{(cut < 0 ? Folder : wish.Name[..cut])}/{name}")}: {answer.Table.Rows.Count:N0} rows, {length:N0} bytes.{losses}");
    }

    private static string Shown(string folder, string name) => $"'{Suggestion.Excerpt($"{folder}/{name}")}'";

    // An ending of its own keeps an export from being run by a double click, whatever its content.
    private static string FileName(string name, string extension)
    {
        var isPlain = name.Length is > 0 and <= LongestName && name[0] is not ('.' or '-' or ' ') && name[^1] is not ('.' or ' ')
            && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' ') && !Devices.Contains(name.Split('.')[0].TrimEnd());
        if (!isPlain)
        {
            throw WorkbenchException.Usage(
                $"'{Suggestion.Excerpt(name)}' can't be the name of an export.",
                FormattableString.Invariant($"Use up to {LongestName} letters, digits, dots, dashes and underscores, as in: #!export csv ports"));
        }

        return name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) && name.Length > extension.Length ? name : name + extension;
    }

    private string Beside()
    {
        try
        {
            var folder = Path.Combine(RealPath.Of(Path.GetFullPath(policy.BaseFolder)), Folder);
            Directory.CreateDirectory(folder);
            if (new DirectoryInfo(folder).LinkTarget is null)
                return folder;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw WorkbenchException.Failed($"The folder '{Folder}' can't be made beside the notebook.", "Check the permissions of the notebook's folder.", fault);
        }

        throw WorkbenchException.Failed($"'{Folder}' beside the notebook is a symbolic link, which an export does not follow.", "Make it a folder, or remove it.");
    }

    // Null tells nothing of what is there.
    private string? Allowed(string folder)
    {
        try
        {
            var real = RealPath.Of(Path.GetFullPath(folder, policy.BaseFolder));
            var isAllowed = policy.ExportFolders.Any(allowed => CellPolicy.Holds(RealPath.Of(Path.GetFullPath(allowed)), real));
            return isAllowed && Directory.Exists(real) ? real : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static WorkbenchException Elsewhere(string name) => WorkbenchException.Failed(
        $"This notebook may not write to '{Suggestion.Excerpt(name)}'.",
        "#!export takes a plain name, for a file in 'exports/' beside the notebook; or a name in a folder that you allow with --export or under 'export' in conf/workbench.yaml.");

    // CreateNew opens no file that exists and follows no link in the file's place.
    private static long Create(string path, string shown, Workbench workbench, ITableFormat format, Answer answer, CancellationToken cancellation)
    {
        var isMine = false;
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            isMine = true;
            using (var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\n" })
                AnswerText.Write(workbench, answer, format, writer, cancellation);
            return file.Length;
        }
        catch (IOException fault) when (!isMine && (Path.Exists(path) || new FileInfo(path).LinkTarget is not null))
        {
            throw WorkbenchException.Failed($"{shown} exists already, and a notebook writes over no file.", "Choose another name, or remove the file.", fault);
        }
        catch (Exception fault)
        {
            if (isMine)
                File.Delete(path);
            if (fault is not (IOException or UnauthorizedAccessException))
                throw;
            throw WorkbenchException.Failed($"{shown} can't be written.", "Check the folder's permissions and the space left.", fault);
        }
    }
}
