using Dataing.Adapters.DataSources;
using Dataing.Host.Cli;
using Dataing.Host.Runs;

Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var run = new InvestigationRun(new ConnectorCatalog(DataSourceRegistration.Connectors()), Analysts.BuiltIn, TimeProvider.System);
return await CommandLine.RunAsync(args, run, Console.Out, Console.Error);
