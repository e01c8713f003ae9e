using System.CommandLine;
using System.CommandLine.Help;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>The <c>workbench</c> command: finds the verb, runs it, and turns mistakes into messages and exit codes.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, Streams streams, CancellationToken cancellation = default)
    {
        try
        {
            return (int)Guard(streams, () => Invoke(args, streams, cancellation));
        }
        catch (IOException)
        {
            // The stream for messages is gone, so nobody can be told why.
            return (int)ExitCode.Failed;
        }
    }

    /// <summary>The root of all verbs.</summary>
    public static RootCommand Root(Streams streams, CancellationToken cancellation)
    {
        var root = new RootCommand("Analyses databases of the dionaea honeypot: classic queries, notebooks, and reports in one safe HTML file.");
        root.Directives.Clear();
        root.Options.Add(Settings.Folder);

        var examples = new Dictionary<Command, IReadOnlyList<Example>>();
        foreach (var verb in Verbs.All)
        {
            var command = verb.Create(streams, cancellation);
            root.Subcommands.Add(command);
            examples.Add(command, verb.Examples);
        }

        root.Options.OfType<HelpOption>().Single().Action = new HelpPage(streams.Out, examples);
        root.Options.OfType<VersionOption>().Single().Action = new VersionLine(streams.Out);
        return root;
    }

    /// <summary>Reads a command line as the command does: words of files (<c>@FILE</c>) are words like others.</summary>
    public static ParseResult Parse(RootCommand root, IReadOnlyList<string> args) =>
        root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private static ExitCode Invoke(string[] args, Streams streams, CancellationToken cancellation)
    {
        var root = Root(streams, cancellation);
        var parsed = Parse(root, args switch
        {
            [] => ["--help"],
            ["help", .. var verbs] => [.. verbs, "--help"],
            _ => args,
        });
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpPage)
            throw CommandLineMistake.Of(parsed);
        if (parsed.Action is HelpPage && parsed.UnmatchedTokens.Count > 0 && parsed.CommandResult.Command is RootCommand)
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
            return Say(streams, mistake.Text, mistake.Exit);
        }
        catch (OperationCanceledException)
        {
            return Say(streams, "Interrupted.", ExitCode.Interrupted);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk, a lost mount: nothing that the place of the fault in our code would explain.
            return Say(streams, $"Reading or writing failed: {error.Message}", ExitCode.Failed);
        }
        catch (Exception error)
        {
            return Say(streams, $"This is a fault of the workbench; please report it with these lines.\n{error}", ExitCode.Failed);
        }
    }

    // Exceptions can carry text from the data, which must not steer the terminal.
    private static ExitCode Say(Streams streams, string text, ExitCode code)
    {
        try
        {
            streams.Out.Flush();
        }
        catch (IOException)
        {
            // What was found can't be written; the message goes to the other stream.
        }

        streams.Error.WriteLine($"workbench: {string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Escape.Terminal))}");
        streams.Error.Flush();
        return code;
    }
}
