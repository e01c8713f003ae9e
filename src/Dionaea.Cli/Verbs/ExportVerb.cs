using System.CommandLine;
using System.Globalization;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>Writes a whole database in a form that another system loads.</summary>
internal sealed class ExportVerb : IVerb
{
    private const string Postgres = "postgres";

    /// <inheritdoc/>
    public IReadOnlyList<Example> Examples { get; } =
    [
        new("A script that makes and fills the schema 'dionaea'", "workbench export postgres dionaea.sqlite -o dionaea.sql"),
        new("A sensor's own schema beside others", "workbench export postgres berlin.sqlite -o berlin.sql --schema berlin"),
    ];

    /// <inheritdoc/>
    public Command Create(Streams streams, CancellationToken cancellation)
    {
        var form = new Argument<string>("form") { Description = "The system: postgres.", HelpName = "FORM" };
        form.CompletionSources.Add(Postgres);
        var database = new Argument<string>("database") { Description = "Copy of dionaea.sqlite, plain or gzip.", HelpName = "DATABASE" };
        var output = new Option<string>("--output", "-o") { Description = "The script to write.", HelpName = "FILE", Required = true };
        var schema = new Option<string>("--schema") { Description = "The schema that the script makes.", HelpName = "NAME", DefaultValueFactory = _ => PostgresScript.UsualSchema };
        var command = new Command("export", "Write all of a database as a script for another system: for PostgreSQL, with keys, indexes and sequences; 'psql -v ON_ERROR_STOP=1 -d DATABASE -f FILE' loads it.") { form, database, output, schema };
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(form);
            if (name != Postgres)
                throw WorkbenchException.Unknown("form", name, [Postgres], "There is: postgres.");
            var settings = Settings.Of(parsed);
            var source = parsed.GetRequiredValue(database);
            var target = parsed.GetRequiredValue(output);
            OutputFile.RefuseToOverwrite(target, source);
            PostgresSummary? summary = null;
            using (var progress = new ProgressLine(streams))
            {
                using var opened = HoneypotDatabase.Open(source, settings.Files, progress, cancellation);
                WholeFile.Write(target, file => summary = PostgresScript.Write(opened, file, parsed.GetRequiredValue(schema), progress, cancellation));
            }

            Write(summary!, target, streams);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void Write(PostgresSummary summary, string target, Streams streams)
    {
        streams.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Wrote {Escape.Terminal(target)}: {summary.Rows:N0} rows in {summary.Tables} tables."));
        Note("These columns are wider than dionaea declares them, as values in them are of another type", summary.Widened);
        Note("Bytes that are no text are in", summary.Bytes);
        Note("Left out, as they are none of dionaea's tables", summary.LeftOut);

        void Note(string what, IReadOnlyList<string> names)
        {
            if (names.Count > 0)
                streams.Error.WriteLine($"workbench: {what}: {Escape.Terminal(string.Join(", ", names))}.");
        }
    }
}
