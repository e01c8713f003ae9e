using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>The <c>workbench</c> command: finds the verb, runs it, and turns mistakes into messages and exit codes.</summary>
internal static class CommandLine
{
    private const string About =
        """
        Analyses databases of the dionaea honeypot (log_sqlite): classic queries, notebooks, and reports in one safe HTML file.

        Exit codes: 0 done, 1 failed check, cell or write, 2 usage, 3 input not found or not a dionaea database, 4 limit or time-out, 130 interrupted.
        """;

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, Streams streams)
    {
        using var interrupt = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            e.Cancel = true;
            interrupt.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            interrupt.Cancel();
        });
        try
        {
            return (int)Guard(streams, () => Invoke(args, streams, interrupt.Token));
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    /// <summary>The root of all verbs.</summary>
    public static RootCommand Root(Streams streams, CancellationToken cancellation)
    {
        var root = new RootCommand(About);
        root.Options.Add(Settings.Folder);
        foreach (var verb in Verbs.All)
            root.Subcommands.Add(verb.Create(streams, cancellation));
        return root;
    }

    private static ExitCode Invoke(string[] args, Streams streams, CancellationToken cancellation)
    {
        var root = Root(streams, cancellation);
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
            throw CommandLineMistake.Of(parsed);

        var code = parsed.Invoke(new InvocationConfiguration { Output = streams.Out, Error = streams.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        streams.Out.Flush();
        return (ExitCode)code;
    }

    private static ExitCode Guard(Streams streams, Func<ExitCode> work)
    {
        try
        {
            return work();
        }
        catch (WorkbenchException mistake)
        {
            Flush(streams);
            streams.Error.WriteLine($"workbench: {string.Join('\n', mistake.Text.Split('\n').Select(Escape.Terminal))}");
            return mistake.Exit;
        }
        catch (OperationCanceledException)
        {
            Flush(streams);
            streams.Error.WriteLine("workbench: Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (IOException) when (IsClosed(streams.Out))
        {
            // Whoever read the output has enough of it.
            return ExitCode.Done;
        }
    }

    private static void Flush(Streams streams)
    {
        try
        {
            streams.Out.Flush();
        }
        catch (IOException)
        {
            // The reader is gone; the message goes to the other stream.
        }
    }

    private static bool IsClosed(TextWriter writer)
    {
        try
        {
            writer.Flush();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
