using System.CommandLine;
using Dataing.Bench.Incidents;
using Dataing.Bench.Models;
using Dataing.Bench.Scale;
using Dataing.Bench.Segments;
using Dataing.Bench.Sql;
using Dataing.Bench.Sql.Engines;
using Dataing.Bench.Sql.Fuzzing;
using Dataing.Bench.Sql.Mutations;
using Dataing.Bench.Sql.Scaling;
using Dataing.Bench.Sql.Suites;

// One subcommand per benchmark; each lives in its own folder and adds itself here in one line.
var root = new RootCommand("Benchmarks of Dataing. Results are recorded in bench/RESULTS.md.");
root.Subcommands.Add(IncidentsCommand.Create());
root.Subcommands.Add(SegmentsCommand.Create());
root.Subcommands.Add(ScaleCommand.Create());
root.Subcommands.Add(SqlCommand.Create());
root.Subcommands.Add(ModelsCommand.Create());
root.Subcommands.Add(FuzzCommand.Create());
root.Subcommands.Add(EnginesCommand.Create());
root.Subcommands.Add(MutationsCommand.Create());
root.Subcommands.Add(ScalingCommand.Create());
root.Subcommands.Add(SuitesCommand.Create());
return await root.Parse(args).InvokeAsync();
