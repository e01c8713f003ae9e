using Dionaea.Cli;

return CommandLine.Run(args, Streams.OfConsole());
