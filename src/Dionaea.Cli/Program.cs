using Dionaea.Cli;

using var interrupt = new Interrupt();
return CommandLine.Run(args, Streams.OfConsole(), interrupt.Token);
