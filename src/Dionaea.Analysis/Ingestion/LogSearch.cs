namespace Dionaea.Analysis;

/// <summary>A log that can be read.</summary>
/// <param name="Input">Where its bytes are.</param>
/// <param name="Format">What it is.</param>
/// <param name="IsLines">Whether it is made of lines, so that it may grow and be read on.</param>
/// <param name="Start">The time of its first incident, Unix seconds; infinite when there is none at its start.</param>
internal sealed record FoundLog(LogInput Input, ILogFormat Format, bool IsLines, double Start);

/// <summary>Finds the logs that a user names, in the order in which they are to be read: by format, then by time.</summary>
internal static class LogSearch
{
    private const string Empty = "empty";

    /// <summary>Finds them.</summary>
    /// <param name="options">The logs and folders, the zone, the reports; the database itself is no log.</param>
    /// <param name="passedOver">Told which files are no logs, and why.</param>
    /// <exception cref="WorkbenchException">A log is missing, can't be read, is no log, or needs a zone.</exception>
    public static IReadOnlyList<FoundLog> Find(IngestOptions options, Action<string, string> passedOver)
    {
        if (options.Zone is { } zone)
            Zones.Find(zone);
        var found = new List<FoundLog>();
        foreach (var path in options.Logs)
        {
            switch (Platform.Look(path).Kind)
            {
                case EntryKind.File when IsTooShort(path, options.Follow):
                    passedOver(path, Empty);
                    break;
                case EntryKind.File:
                    found.Add(Look(Input(path, options)));
                    break;
                case EntryKind.Folder:
                    foreach (var file in Files(path, options.Into))
                        AddFrom(file, options, found, passedOver);
                    break;
                case EntryKind.Missing:
                    throw WorkbenchException.Input($"There is no log '{Suggestion.Excerpt(path)}'.", "Name a log, or a folder of logs.");
                default:
                    throw WorkbenchException.Input($"'{Suggestion.Excerpt(path)}' is no regular file that may be read.", "Name a log, or a folder of logs.");
            }
        }

        var distinct = found.DistinctBy(log => log.Input.Path, StringComparer.Ordinal);
        return [.. distinct.OrderBy(log => LogFormats.IndexOf(log.Format)).ThenBy(log => log.Start).ThenBy(log => log.Input.Name, StringComparer.Ordinal)];
    }

    /// <summary>The logs to be followed: files that were named, unless they are not made of lines.</summary>
    public static IEnumerable<LogInput> Followed(IngestOptions options, IReadOnlyList<FoundLog> found)
    {
        var others = found.Where(log => !log.IsLines).Select(log => log.Input.Path).ToHashSet();
        return options.Logs.Where(path => Platform.Look(path).Kind == EntryKind.File)
            .Select(path => Input(path, options)).DistinctBy(input => input.Path).Where(input => !others.Contains(input.Path));
    }

    /// <summary>Recognises a log and looks at its start.</summary>
    /// <exception cref="WorkbenchException">It can't be read, is no log, or needs a zone.</exception>
    public static FoundLog Look(LogInput input) => Guard(input.Name, () => Look(input, LogFormats.Recognise(input)));

    /// <summary>A file as an input.</summary>
    public static LogInput Input(string path, IngestOptions options)
    {
        var input = LogInput.File(path) with { Zone = options.Zone, Files = options.Files };
        return options.Reports is { } reports ? input with { Reports = new ReportFolder(reports) } : input;
    }

    /// <summary>Words the faults of reading a log.</summary>
    /// <exception cref="WorkbenchException">It can't be read.</exception>
    public static T Guard<T>(string name, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InvalidDataException e)
        {
            throw WorkbenchException.Input($"'{Suggestion.Excerpt(name)}' is a damaged archive: {e.Message}", "Fetch it again, or leave it out.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WorkbenchException.Input($"'{Suggestion.Excerpt(name)}' can't be read: {Suggestion.Excerpt(e.Message)}", "Check that it is there and that you may read it.", e);
        }
    }

    private static FoundLog Look(LogInput input, ILogFormat format)
    {
        if (format.NeedsZone && input.Zone is null)
        {
            throw WorkbenchException.Usage(
                $"The times in '{Suggestion.Excerpt(input.Name)}' ({format.Name}) are local ones, and the zone is not known.",
                "Name the sensor's zone, for instance '--zone Europe/Berlin', or '--zone UTC' if its clock ran on UTC.");
        }

        using var reader = format.Open(input, LogPosition.Start);
        var batch = new IncidentBatch();
        reader.Read(batch);
        var first = Enumerable.Range(0, batch.Count).Select(i => batch[i]).FirstOrDefault(incident => incident.Rejection is null && !double.IsNaN(incident.Time));
        return new FoundLog(input, format, reader is LineLogReader, first?.Time ?? double.PositiveInfinity);
    }

    // An empty log has nothing to tell yet, not even its format; one that is followed may have half a line.
    private static bool IsTooShort(string path, bool isFollowed) => Guard(path, () =>
    {
        if (new FileInfo(path).Length == 0)
            return true;
        return isFollowed && new FileInfo(path).Length < LogInput.HeadLength && LogInput.File(path).ReadHead().AsSpan().IndexOf((byte)'\n') < 0;
    });

    private static void AddFrom(string file, IngestOptions options, List<FoundLog> found, Action<string, string> passedOver)
    {
        var input = Input(file, options);
        try
        {
            if (Guard(file, () => new FileInfo(file).Length) == 0)
                passedOver(file, Empty);
            else if (Guard(file, () => LogFormats.Find(input.ReadHead())) is { } format)
                found.Add(Guard(file, () => Look(input, format)));
            else
                passedOver(file, "of no known format");
        }
        catch (WorkbenchException e) when (e.Exit == ExitCode.Input && e.InnerException is null or InvalidDataException)
        {
            passedOver(file, e.Message);
        }
    }

    // Hidden files are other programs' affair, and so are links and a database's side files.
    private static IEnumerable<string> Files(string folder, string into)
    {
        var target = Path.GetFullPath(into);
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
            IgnoreInaccessible = false,
        };
        return Guard(folder, () => Directory.EnumerateFiles(folder, "*", options)
            .Where(file => !Path.GetFullPath(file).StartsWith(target, StringComparison.Ordinal) && Platform.Look(file).Kind == EntryKind.File)
            .Order(StringComparer.Ordinal)
            .ToList());
    }
}
