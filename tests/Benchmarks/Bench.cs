using System.Diagnostics;
using Dionaea.Analysis;
using Dionaea.Reporting;
using Microsoft.Data.Sqlite;

namespace Dionaea.Benchmarks;

/// <summary>The measurements, on one generated database; ratios are of figures taken in the same run.</summary>
internal sealed class Bench : IDisposable
{
    private const int Runs = 3;
    private readonly int _connections;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workbench-bench-");

    public Bench(int connections) => _connections = connections;

    private string Database => Path.Combine(_folder.FullName, "dionaea.sqlite");

    /// <summary>Generating the database.</summary>
    public void Sample()
    {
        var watch = Stopwatch.StartNew();
        SampleDatabase.Write(Database, new SampleOptions(_connections, 60, 1));
        Console.WriteLine($"sample     {_connections:N0} connections in {watch.Elapsed.TotalSeconds:0.0} s, {new FileInfo(Database).Length / 1e6:0} MB");
    }

    /// <summary>The overview report as a process of its own, each time cold; the median of its runs.</summary>
    public void Report()
    {
        var page = Path.Combine(_folder.FullName, "overview.html");
        var runs = Enumerable.Range(0, Runs).Select(_ => Measured.Workbench("report", Database, "-o", page)).OrderBy(r => r.Seconds).ToList();
        var median = runs[Runs / 2];
        Console.WriteLine(
            $"report     {median.Seconds:0.0} s ({runs[0].Seconds:0.0} to {runs[^1].Seconds:0.0}), {median.CpuSeconds:0.0} s of processor time, "
            + $"at most {runs.Max(r => r.PeakMegabytes):0} MB, page {new FileInfo(page).Length / 1e6:0.0} MB");
        var single = Measured.Workbench("query", "top-ports", Database);
        Console.WriteLine($"query      top-ports as a command {single.Seconds:0.00} s, at most {single.PeakMegabytes:0} MB");
    }

    /// <summary>Each query through the workbench, against the same statement run bare by Microsoft.Data.Sqlite.</summary>
    public void Queries()
    {
        using var workbench = new Workbench(WorkbenchSettings.Default);
        workbench.Open(Database);
        using var bare = new SqliteConnection($"Data Source={Database};Mode=ReadOnly");
        bare.Open();
        bare.CreateFunction("local_day", (double? t, string zone) => t is null ? (long?)null : Zones.LocalDay(t.Value, Zones.Find(zone)), isDeterministic: true);
        bare.CreateFunction("local_hour", (double? t, string zone) => t is null ? (long?)null : Zones.LocalHour(t.Value, Zones.Find(zone)), isDeterministic: true);
        Console.WriteLine($"{"query",-32} {"seconds",8} {"/ bare",7}");
        foreach (var query in workbench.Catalogue.All.Where(q => q.Id is not null and not "A05"))
        {
            var values = workbench.Ask(query, new Dictionary<string, string>()).Parameters;
            var ours = Median(() => workbench.Ask(query, new Dictionary<string, string>()));
            try
            {
                var theirs = Median(() => Read(bare, query.Sql, values));
                Console.WriteLine($"{query.Name,-32} {ours,8:0.000} {ours / theirs,7:0.00}");
            }
            catch (SqliteException)
            {
                // It needs a view or a function that a bare connection does not have.
                Console.WriteLine($"{query.Name,-32} {ours,8:0.000} {"",7}");
            }
        }
    }

    /// <summary>Help while typing.</summary>
    public void Typing() => new TypingBench(Database).Run();

    /// <summary>All attacks of a day with 11,000 connections, and of a single root among the large database's, against reading the day's rows bare.</summary>
    public void Trees()
    {
        var day = Path.Combine(_folder.FullName, "day.sqlite");
        SampleDatabase.Write(day, new SampleOptions(11_000, 1, 1));
        using var database = HoneypotDatabase.Open(day);
        using var session = database.OpenSession();
        using var bare = new SqliteConnection($"Data Source={day};Mode=ReadOnly");
        bare.Open();
        var all = new AttackFilter { Limit = 100_000 };
        var limits = TreeLimits.Classic(TimeSpan.FromMinutes(5));
        var rows = Median(() => Read(bare, "SELECT * FROM connections ORDER BY connection", new Dictionary<string, object?>()));
        var read = Median(() => AttackForest.Read(session, all, limits.Statement.Time));
        var forest = AttackForest.Read(session, all, limits.Statement.Time);
        var text = Median(() => TreeText.Write(forest, "UTC", TextWriter.Null));
        var classic = Median(() =>
        {
            var printer = new ClassicTreeText(TextWriter.Null, "UTC", isTerminal: false);
            foreach (var part in ClassicTrees.Read(session, new RootFilter(), limits, CancellationToken.None))
                printer.Write(part);
        });
        Console.WriteLine($"tree       a day of 11,000 connections: read {read:0.000} s, written {text:0.000} s, classic {classic:0.000} s; its connections bare {rows:0.000} s");

        using var large = HoneypotDatabase.Open(Database);
        using var largeSession = large.OpenSession();
        var one = Median(() => AttackForest.Read(largeSession, new AttackFilter { Connection = _connections / 2 }, limits.Statement.Time));
        var biggest = Median(() => AttackForest.Read(largeSession, new AttackFilter(), limits.Statement.Time));
        Console.WriteLine($"tree       one attack among {_connections:N0} connections {one:0.000} s, the {AttackFilter.UsualLimit} largest {biggest:0.000} s");
    }

    /// <summary>Each query against the SQL of the catalogue's specification, where that is beside the project.</summary>
    public void Specification()
    {
        if (SpecificationBench.Find() is not { } specification)
            return;
        using var queries = new SpecificationBench(Database);
        queries.Run(specification, []);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static double Median(Action work)
    {
        var times = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            var watch = Stopwatch.StartNew();
            work();
            times.Add(watch.Elapsed.TotalSeconds);
        }

        times.Sort();
        return times[Runs / 2];
    }

    private static void Read(SqliteConnection connection, string sql, IReadOnlyDictionary<string, object?> values)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The catalogue's own text; its values are bound.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue("$" + name, value ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var row = new object[reader.FieldCount];
        while (reader.Read())
            reader.GetValues(row);
    }
}
