using System.Globalization;
using System.Text.RegularExpressions;
using Dionaea.Analysis;
using Dionaea.Cli;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

/// <summary>The workbench's own view of attacks: which ones, what of them, and how they look.</summary>
public sealed class AttackTreeTests
{
    // 1 has a shell and a download below it, 10 to 12 are alike, 20 is by another.
    private const string Attacks =
        """
        INSERT INTO connections VALUES
          (1, 'accept', 'tcp', 'smbd', 1583020800.25, 1, NULL, '192.0.2.10', 445, '::ffff:198.51.100.7', '', 4000),
          (2, 'listen', 'tcp', 'remoteshell', 1583020801.25, 1, 1, '192.0.2.10', 4444, '', '', 0),
          (3, 'accept', 'tcp', 'remoteshell', 1583020803.25, 1, 2, '192.0.2.10', 4444, '198.51.100.7', '', 4001),
          (4, 'connect', 'tcp', 'FTPCtrl', 1583020804.25, 1, 3, '192.0.2.10', 3000, '198.51.100.8', 'ftp.a.example', 21),
          (10, 'reject', 'tcp', 'pcap', 1583024400, 10, NULL, '192.0.2.10', 23, '203.0.113.9', '', 5001),
          (11, 'reject', 'tcp', 'pcap', 1583024401, 11, NULL, '192.0.2.10', 23, '203.0.113.9', '', 5002),
          (12, 'reject', 'tcp', 'pcap', 1583024402, 12, NULL, '192.0.2.10', 23, '203.0.113.9', '', 5003),
          (20, 'accept', 'tcp', 'mssqld', 1583107200, 20, NULL, '192.0.2.10', 1433, '203.0.113.5', '', 6000);
        INSERT INTO logins (connection, login_username, login_password) VALUES (20, X'7361', ''), (20, X'7361', ''), (20, 'sa', NULL);
        INSERT INTO downloads (connection, download_url, download_md5_hash) VALUES (3, 'ftp://a.example/x', '3eab379ddac7d80d3e38399fd273ddd4');
        INSERT INTO offers (connection, offer_url) VALUES (3, X'6674703A2F2F612E6578616D706C652F78');
        """;

    [Fact]
    public void Tree_shows_attacks_in_order_of_time_with_likenesses_told_once()
    {
        using var file = new TestDatabase(Attacks);
        var run = CommandRun.InProcess("tree", file.Path);
        Assert.Equal((0, ""), (run.Exit, run.Error));
        GoldenFile.Check("trees/attacks.txt", run.Out);
        GoldenFile.Check("trees/attacks.html", Html(file));
    }

    [Theory]
    [InlineData("-r 198.51.100.7", "1")]
    [InlineData("-r 198.51.100.8", "1")]
    [InlineData("-r 203.0.113.9", "10 11 12")]
    [InlineData("-c 4", "1")]
    [InlineData("-c 99", "")]
    [InlineData("-c 0", "")]
    [InlineData("-P FTPCtrl", "1")]
    [InlineData("-m 3EAB379DDAC7D80D3E38399FD273DDD4", "1")]
    [InlineData("--from 2020-03-02", "20")]
    [InlineData("--to 2020-03-01T01:00:01Z", "1 10")]
    [InlineData("--from 1583024401 --to 1583024402", "11")]
    [InlineData("--limit 2", "1 20")]
    [InlineData("-r x'OR'1", "")]
    public void Tree_takes_attacks_with_a_connection_that_meets_all_conditions(string options, string roots)
    {
        using var file = new TestDatabase(Attacks);
        var run = CommandRun.InProcess(["tree", file.Path, .. options.Split(' ')]);
        Assert.Equal(0, run.Exit);
        var shown = Regex.Matches(run.Out, @"^2020.*\(connection (\d+)\)", RegexOptions.Multiline).Select(m => m.Groups[1].Value);
        var expected = roots == "10 11 12" ? "10" : roots;
        Assert.Equal(expected, string.Join(' ', shown));
        Assert.Equal(roots == "10 11 12", run.Out.Contains("×3 until 2020-03-01 01:00:02", StringComparison.Ordinal));
    }

    [Fact]
    public void Tree_says_how_many_attacks_there_are_when_it_shows_fewer()
    {
        using var file = new TestDatabase(Attacks);
        Assert.Contains("\n2 of 5 attacks, those with most connections and then the latest; times are UTC.\n", CommandRun.InProcess("tree", file.Path, "--limit", "2").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-o", "x", "goes with --classic")]
    [InlineData("-q", null, "goes with --classic")]
    [InlineData("--limit", "0", "whole number from 1")]
    [InlineData("--from", "yesterday", "takes a time")]
    [InlineData("-z", "Mars/Olympus", "no time zone")]
    [InlineData("-c", "x", "takes a whole number")]
    public void Tree_refuses_what_does_not_fit(string option, string? value, string message)
    {
        using var file = new TestDatabase(Attacks);
        var run = CommandRun.InProcess(value is null ? ["tree", file.Path, option] : ["tree", file.Path, option, value]);
        Assert.Equal((2, ""), (run.Exit, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.InProcess("tree", file.Path, "--classic", "--limit", "1").Exit);
    }

    [Theory]
    [InlineData("America/Denver", "2020-02-29 17:00:00")]
    [InlineData("Asia/Kolkata", "2020-03-01 05:30:00")]
    public void Tree_shows_times_in_the_zone_whatever_the_culture(string zone, string time)
    {
        using var file = new TestDatabase(Attacks);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            var text = CommandRun.InProcess("tree", file.Path, "-z", zone, "-c", "1").Out;
            Assert.StartsWith($"{time}  smbd 445/tcp ← ::ffff:198.51.100[.]7:4000, 4 connections in 00:00:04  (connection 1)\n".Replace("::ffff:198.51.100[.]7", Defang.Host("::ffff:198.51.100.7"), StringComparison.Ordinal), text, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Tree_has_colours_on_a_terminal_only()
    {
        using var file = new TestDatabase(Attacks);
        using var output = new StringWriter();
        Assert.Equal(0, CommandLine.Run(["tree", file.Path], new Streams(output, TextWriter.Null, false) { IsOutTerminal = true }));
        var plain = CommandRun.InProcess("tree", file.Path).Out;
        Assert.DoesNotContain("\u001b", plain, StringComparison.Ordinal);
        Assert.Equal(plain, Regex.Replace(output.ToString(), "\u001b\\[[0-9;]*m", ""));
    }

    [Theory]
    [InlineData(1, "its own parent")]
    [InlineData(2, "below it is connection 1 again: the links run in a circle")]
    [InlineData(3, "below it is connection 1 again: the links run in a circle")]
    public void Tree_ends_at_a_circle_and_says_so(int length, string notice)
    {
        var rows = string.Join(',', Enumerable.Range(1, length).Select(i => $"({i}, 'listen', 'tcp', 's{i}', 0, 1, {(i == 1 ? length : i - 1)}, 'l', 1, '', '', 0)"));
        using var file = new TestDatabase($"INSERT INTO connections VALUES {rows};");
        var text = CommandRun.InProcess("tree", file.Path).Out;
        Assert.Equal(length, Regex.Count(text, @"\(connection "));
        Assert.Contains(notice, text, StringComparison.Ordinal);
        Assert.Contains(notice, Html(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Tree_shows_connections_whose_links_are_damaged()
    {
        using var file = new TestDatabase(
            """
            INSERT INTO connections VALUES
              (1, 'accept', 'tcp', 'a', 100, 1, NULL, 'l', 1, 'r', '', 1), (2, 'accept', 'tcp', 'b', 101, 1, 77, 'l', 1, 'r', '', 1),
              (3, 'accept', 'tcp', 'c', 102, 1, 4, 'l', 1, 'r', '', 1), (4, 'accept', 'tcp', 'd', 103, 1, 3, 'l', 1, 'r', '', 1),
              (5, 'accept', 'tcp', 'e', 104, 55, 55, 'l', 1, 'r', '', 1), (6, 'accept', 'tcp', 'f', 105, NULL, NULL, 'l', 1, 'r', '', 1),
              (7, NULL, NULL, NULL, NULL, 7, NULL, NULL, NULL, NULL, NULL, NULL);
            """);
        var text = CommandRun.InProcess("tree", file.Path).Out;
        foreach (var id in Enumerable.Range(1, 7))
            Assert.Equal(1, Regex.Count(text, $@"\(connection {id}\)"));
        Assert.Contains("├─ not linked: +00:00:01  b 1/tcp ← r:1  (connection 2)\n", text, StringComparison.Ordinal);
        Assert.Contains("connection 55, whose row is missing\n└─ not linked: +00:00:00  e 1/tcp ← r:1  (connection 5)\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\n4 attacks; times are UTC.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Tree_cuts_a_hundred_thousand_children_and_a_deep_chain_with_a_notice()
    {
        using var wide = new TestDatabase(ClassicTreeTests.Wide(100_000));
        var text = CommandRun.InProcess("tree", wide.Path).Out;
        Assert.Contains("100,001 connections in", text, StringComparison.Ordinal);
        Assert.Contains("95,000 more connections below it are not read", text, StringComparison.Ordinal);
        Assert.Contains("s 1/tcp listens  (connection 2) ×5,000", text, StringComparison.Ordinal);

        using var deep = new TestDatabase(
            """
            CREATE INDEX connections_parent_idx ON connections (connection_parent);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
            INSERT INTO connections SELECT i, 'listen', 'tcp', 's', 0, 1, NULLIF(i - 1, 0), 'l', 1, '', '', 0 FROM n;
            """);
        Assert.Contains("what hangs below it lies too deep to be shown", CommandRun.InProcess("tree", deep.Path).Out, StringComparison.Ordinal);
        Assert.Contains("too deep", Html(deep), StringComparison.Ordinal);
    }

    [Fact]
    public void Tree_makes_hostile_values_inert()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("hostile.sqlite");
        HostileDatabase.Write(path);
        var run = CommandRun.InProcess("tree", path, "--limit", "1000");
        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.True(run.Out.Length > 100_000);
        Assert.DoesNotContain(run.Out, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotMatch(@"(?i)\bhttps?://", run.Out);

        using var database = HoneypotDatabase.Open(path);
        var html = Html(database, new AttackFilter { Limit = 1000 });
        Assert.Matches(@"\A(<(div class=""attacks""|ul|/ul|/li|/div|/summary|/details|details|details open|summary|li class=""\w+""|p class=""note""|/p)>|[^<>])*\z", html);
        Assert.DoesNotMatch(@"(?i)\bhttps?://", html);
    }

    [Fact]
    public void Tree_of_any_small_database_shows_every_connection()
    {
        using var folder = new TemporaryFolder();
        for (var seed = 0; seed < 40; seed++)
        {
            var path = folder.PathTo($"{seed}.sqlite");
            RandomForest.Write(path, seed);
            using var rows = Rows.Open(path);
            using var database = HoneypotDatabase.Open(path);
            using var session = database.OpenSession();
            var forest = AttackForest.Read(session, new AttackFilter { Limit = 1000 }, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            var shown = forest.Trees.SelectMany(tree => tree.Connections).Select(c => c.Id).ToHashSet();
            Assert.Equal(Rows.Of(rows, "SELECT connection FROM connections ORDER BY connection").Select(row => (long)row[0]!), shown.Order());
            _ = Html(database, new AttackFilter { Limit = 1000 });
        }
    }

    [Fact]
    public void Details_name_their_columns_and_use_the_indexes()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("dionaea.sqlite");
        using (var writer = IncidentWriter.Open(path))
            writer.Complete();
        using var database = HoneypotDatabase.Open(path);
        using var session = database.OpenSession();
        Assert.Equal(17, DetailKind.All.Count);
        foreach (var folderName in new[] { TreeStatements.Classic, TreeStatements.Details })
        {
            foreach (var (name, statement) in folderName.All)
            {
                // Tables that dionaea's schema has no index for, and those that the file does not have.
                var scans = session.Plan(statement.Sql).Where(step => step.StartsWith("SCAN", StringComparison.Ordinal)
                    && !Regex.IsMatch(step, "^SCAN (json_each|sip_\\w+|requests|addresses|medias|[aj]|n|\\d+ CONSTANT ROWS?|CONSTANT ROW|http_requests|nbns_queries|emu_services_old)\\b"));
                Assert.True(!scans.Any(), $"{name}: {string.Join("; ", scans)}");
            }
        }
    }

    [Fact]
    public void Samples_day_has_a_figure_and_a_single_attack_has_none()
    {
        using var sample = new SampleFile();
        using var workbench = new Workbench(WorkbenchSettings.Default);
        workbench.Open(sample.Path);
        var executor = new CellExecutor(workbench, new CellPolicy(null, [], "."));
        var all = Assert.IsType<TreeOutput>(Assert.Single(executor.Run("#!tree --limit 200", TestContext.Current.CancellationToken).Outputs));
        Assert.Equal("icicle", (string?)all.Figure!.Data[0]!["type"]);
        Assert.Equal(all.Forest.Trees.Sum(tree => tree.Places.Count), all.Figure.Data[0]!["values"]!.AsArray().Sum(value => (long)value!));
        var root = all.Forest.Trees[^1].Root;
        var one = Assert.IsType<TreeOutput>(Assert.Single(executor.Run($"#!set from = 1\n#!set to = 2\n#!tree {root}", TestContext.Current.CancellationToken).Outputs.Skip(0)));
        Assert.Null(one.Figure);
        Assert.Equal(root, Assert.Single(one.Forest.Trees).Root);
    }

    [Theory]
    [InlineData("#!tree 1 2", "takes one connection")]
    [InlineData("#!tree x", "takes a whole number")]
    [InlineData("#!tree --protokol x", "Did you mean")]
    [InlineData("#!tree 99999", "no connection 99999")]
    public void Directive_explains_mistakes(string cell, string message)
    {
        using var file = new TestDatabase(Attacks);
        using var workbench = new Workbench(WorkbenchSettings.Default);
        workbench.Open(file.Path);
        Assert.Contains(message, new CellExecutor(workbench, new CellPolicy(null, [], ".")).Run(cell, TestContext.Current.CancellationToken).Error!.Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Directive_shows_trees_in_notebooks_and_reports()
    {
        using var sample = new SampleFile();
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder.PathTo("trees.ipynb"),
            """{"cells": [{"cell_type": "code", "source": "#!tree --limit 40", "metadata": {}, "outputs": [], "execution_count": null}], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}""");
        var report = CommandRun.InProcess("report", sample.Path, "-n", folder.PathTo("trees.ipynb"), "-o", folder.PathTo("trees.html"));
        Assert.Equal((0, ""), (report.Exit, report.Error));
        Assert.Contains("1 charts", report.Out, StringComparison.Ordinal);
        var page = File.ReadAllText(folder.PathTo("trees.html"));
        Assert.Contains("<div class=\"attacks\">", page, StringComparison.Ordinal);
        Assert.Contains("40 of ", page, StringComparison.Ordinal);

        Assert.Equal(0, CommandRun.InProcess("run", folder.PathTo("trees.ipynb"), "--db", sample.Path, "-o", folder.PathTo("done.ipynb")).Exit);
        var notebook = File.ReadAllText(folder.PathTo("done.ipynb"));
        Assert.Contains("<details", notebook, StringComparison.Ordinal);
        Assert.Contains("└─ ", notebook, StringComparison.Ordinal);
        Assert.Contains("application/vnd.plotly.v1+json", notebook, StringComparison.Ordinal);
    }

    private static string Html(TestDatabase file)
    {
        using var database = file.Open();
        return Html(database, new AttackFilter());
    }

    private static string Html(HoneypotDatabase database, AttackFilter filter)
    {
        using var session = database.OpenSession();
        using var html = new StringWriter();
        TreeHtml.Write(AttackForest.Read(session, filter, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken), "UTC", html);
        return html.ToString();
    }
}
