using System.IO.Compression;
using System.Text;

namespace Dionaea.Analysis;

/// <summary>
/// Writes what dionaea's log_incident would have logged of the attacks in a generated database, and the reports of
/// VirusTotal that it names, in the folder <c>virustotal</c> beside it.
/// </summary>
public static class SampleLog
{
    private const int ProgressEvery = 20_000;

    /// <summary>Writes a new log, packed when its name ends in <c>.gz</c>.</summary>
    /// <param name="path">The file to make; it must not exist, its folder must.</param>
    /// <param name="options">What the attacks are.</param>
    /// <param name="progress">Told now and then how far it is; may be null.</param>
    /// <param name="cancellation">Stops the work and removes the log.</param>
    /// <exception cref="WorkbenchException">The options are out of range, the file exists, or it can't be written.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
    public static void Write(
        string path, SampleOptions options, IProgress<SampleProgress>? progress = null, CancellationToken cancellation = default)
    {
        options.Check();
        path = SampleTarget.Check(path);
        var isMine = false;
        var isComplete = false;
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew);
            isMine = true;
            using (var stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.SmallestSize) : (Stream)file)
            using (var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" })
                Write(writer, Path.GetDirectoryName(path)!, options, progress, cancellation);
            isComplete = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WorkbenchException.Failed($"The log '{path}' could not be written: {e.Message}", "Check that the folder is there and may be written to, and that the disk has room.", e);
        }
        finally
        {
            if (isMine && !isComplete)
                File.Delete(path);
        }
    }

    private static void Write(
        StreamWriter writer, string folder, SampleOptions options, IProgress<SampleProgress>? progress, CancellationToken cancellation)
    {
        var lines = new SampleLogLine();
        var connections = 0;
        foreach (var incident in new SampleTraffic(options).Incidents())
        {
            if (incident.Origin == Origin.VirusTotalReport)
                WriteReport(Path.Combine(folder, (string)incident.Values[1]!), lines.Report((string)incident.Values[0]!, (VerdictReport)incident.Values[2]!));
            if (lines.Of(incident) is { } line)
                writer.WriteLine(line);
            if (incident.Origin.ConnectionType is null || ++connections % ProgressEvery != 0)
                continue;
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new SampleProgress(connections, Indexing: false));
        }
    }

    private static void WriteReport(string path, string report)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, report + "\n");
    }
}
