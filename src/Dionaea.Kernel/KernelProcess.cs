using System.Runtime.InteropServices;
using NetMQ;

namespace Dionaea.Kernel;

/// <summary>A kernel as the one thing that this process does.</summary>
public static class KernelProcess
{
    /// <summary>Runs a kernel until a front end shuts it down, the process is asked to end, or the front end is gone.</summary>
    /// <exception cref="Dionaea.Analysis.WorkbenchException">It can't listen, or the settings have faults.</exception>
    public static void Run(ConnectionFile connection, KernelOptions options)
    {
        using (var server = new KernelServer(connection, options))
        {
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Handle(signal, server.Interrupt));
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Handle(signal, server.End));
            using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => Handle(signal, server.End));
            ParentWatch.Start(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), server.End);
            server.Run();
        }

        // Lets the last messages out; see also the sockets' linger.
        NetMQConfig.Cleanup(block: true);
    }

    private static void Handle(PosixSignalContext signal, Action action)
    {
        signal.Cancel = true;
        action();
    }
}
