using System.Text;

namespace Dionaea.Analysis;

/// <summary>
/// A folder below which the VirusTotal reports that a log names may be opened: regular files of bounded size, over
/// no link. A path in a log is an attacker's to write, so nothing else is touched.
/// </summary>
public sealed class ReportFolder
{
    /// <summary>The largest report that is read, in bytes; VirusTotal's are some 10 to 50 KB.</summary>
    public const int MaxLength = 4 << 20;

    private readonly string _folder;

    /// <summary>Takes a folder, which need not exist.</summary>
    public ReportFolder(string folder) => _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;

    /// <summary>Finds the report of an incident: in itself, or in the file that it names.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="report">Set to the report's bytes.</param>
    /// <returns>Why there is none, as a clause, or null.</returns>
    internal static string? Find(Incident incident, ref byte[] report)
    {
        if (incident.Kind(VirusTotalFormat.Field) == IncidentValueKind.Object)
        {
            report = incident.Bytes(VirusTotalFormat.Field).ToArray();
            return null;
        }

        if (incident.Source?.Reports is not { } folder)
            return "reports are not looked for here";
        report = folder.Read(Encoding.UTF8.GetString(incident.Bytes("path"u8)), out var reason) ?? report;
        return reason;
    }

    /// <summary>Reads a report.</summary>
    /// <param name="path">As the log gives it; relative to the folder, or absolute and below it.</param>
    /// <param name="reason">Why it can't be read, as a clause; null when it was.</param>
    /// <returns>The file's bytes, or null.</returns>
    public byte[]? Read(string path, out string? reason)
    {
        reason = null;
        try
        {
            var full = Path.GetFullPath(path, _folder);
            reason = Refusal(full);
            if (reason is not null)
                return null;
            using var file = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[Math.Min(file.Length, MaxLength + 1L)];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length <= MaxLength)
                return bytes.AsSpan(0, length).ToArray();
            reason = $"the report is larger than {MaxLength >> 20} MiB";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            reason = "the report can't be read";
        }

        return null;
    }

    private string? Refusal(string full)
    {
        if (!full.StartsWith(_folder, StringComparison.Ordinal))
            return "the report lies outside the folder of reports";
        var end = _folder.Length;
        do
        {
            end = full.IndexOf(Path.DirectorySeparatorChar, end);
            if (new FileInfo(end < 0 ? full : full[..end]).LinkTarget is not null)
                return "the path of the report leads over a link";
        }
        while (end++ >= 0);

        return Platform.Look(full).Kind switch
        {
            EntryKind.File => null,
            EntryKind.Missing => "there is no such report",
            EntryKind.Denied => "the report can't be looked at",
            _ => "the report is no regular file",
        };
    }
}
