using System.Text;

namespace Dionaea.Analysis;

/// <summary>
/// A report of VirusTotal as its interface answers and dionaea keeps it for a while: one JSON object a file (inputs.md,
/// VirusTotal report file).
/// </summary>
internal sealed class VirusTotalFormat : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "virustotal";

    /// <summary>The field of an incident that has the report itself, where no file is named.</summary>
    public static ReadOnlySpan<byte> Field => "report"u8;

    /// <inheritdoc/>
    public IReadOnlyList<string> Losses { get; } = [];

    /// <inheritdoc/>
    public bool NeedsZone => false;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var start = head.TrimStart("\uFEFF \t\r\n"u8);
        return start.StartsWith("{"u8)
            && ((HasMember(start, "response_code"u8) && (HasMember(start, "resource"u8) || HasMember(start, "verbose_msg"u8)))
                || (HasMember(start, "permalink"u8) && (HasMember(start, "scans"u8) || HasMember(start, "report"u8))));
    }

    /// <inheritdoc/>
    public ILogReader Open(LogInput input, LogPosition from) => new VirusTotalReader(input);

    private static bool HasMember(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        Span<byte> quoted = stackalloc byte[name.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        name.CopyTo(quoted[1..]);
        return head.IndexOf(quoted) >= 0;
    }

    private sealed class VirusTotalReader(LogInput input) : ILogReader
    {
        private const int Md5Length = 32;
        private readonly JsonRecord _record = new();
        private bool _isRead;

        /// <inheritdoc/>
        public bool Read(IncidentBatch batch)
        {
            batch.Clear();
            batch.End = new LogPosition(1, 1);
            if (_isRead)
                return false;
            _isRead = true;
            using var content = input.OpenUnpacked();
            var report = new byte[ReportFolder.MaxLength + 1];
            var length = content.ReadAtLeast(report, report.Length, throwOnEndOfStream: false);
            batch.Length = length;
            Fill(batch, report.AsSpan(0, length));
            return false;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
        }

        private void Fill(IncidentBatch batch, ReadOnlySpan<byte> report)
        {
            if (report.StartsWith("\uFEFF"u8))
                report = report[3..];
            var incident = new LogLine(batch, input, report[..Math.Min(report.Length, RejectedLine.MaxLength)], 1, 0).Add();
            incident.Origin = "dionaea.modules.python.virustotal.report"u8;
            if (report.Length > ReportFolder.MaxLength)
                incident.Reject($"the report is larger than {ReportFolder.MaxLength >> 20} MiB");
            else if (_record.Read(report) is { } reason)
                incident.Reject(reason);
            else
                Fill(incident, report);
        }

        // The hash is the file's, which the report names twice; the interface's first version does not, but the
        // report's own name may.
        private void Fill(Incident incident, ReadOnlySpan<byte> report)
        {
            var md5 = new[] { _record.Find("md5"u8), _record.Find("resource"u8) }.FirstOrDefault(value => value is { Kind: IncidentValueKind.Text, Length: Md5Length });
            var hash = md5.Kind == IncidentValueKind.Text ? Encoding.UTF8.GetString(md5.In(report)) : Path.GetFileName(input.Name).Split('.')[0];
            if (hash.Length != Md5Length || !hash.All(char.IsAsciiHexDigit))
            {
                incident.Reject("the report names no MD5 of the file it is about, and neither does its own name");
                return;
            }

            incident.Add("md5hash"u8, hash);
            incident.AddText("path"u8, ""u8);
            incident.AddJson(Field, report.Trim(" \t\r\n"u8));
        }
    }
}
