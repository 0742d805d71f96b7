using System.Runtime.InteropServices;
using Dataing.Adapters.DataSources;
using Dataing.Adapters.Models;
using Dataing.Analysis;
using Dataing.Host.Cli;
using Dataing.Host.Runs;

Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Console.SetError(new UnheardWriter(Console.Error));
var run = new InvestigationRun(
    new ConnectorCatalog(DataSourceRegistration.Connectors()),
    inquiry => new BuiltInAnalyst(inquiry),
    TimeProvider.System,
    model => Reasoners.FromEnvironment(Environment.GetEnvironmentVariable, model, TimeProvider.System),
    () => ModelConfiguration.Quality(new SettingReader(Environment.GetEnvironmentVariable))
);

// A terminal that is closed ends the work as Ctrl-C does: the source is let go, and nothing stays behind.
using var hangup = new CancellationTokenSource();
using var whenHungUp = PosixSignalRegistration.Create(
    PosixSignal.SIGHUP,
    signal =>
    {
        signal.Cancel = true;
        hangup.Cancel();
    }
);
return await CommandLine.RunAsync(args, run, Console.Out, Console.Error, hangup.Token);
