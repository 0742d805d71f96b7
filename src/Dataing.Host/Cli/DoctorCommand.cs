using System.CommandLine;
using System.Text.Json;
using Dataing.Core.Json;
using Dataing.Host.Doctor;

namespace Dataing.Host.Cli;

/// <summary>`dataing doctor`: whether this machine can do the work.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Write one JSON object and nothing else." };
        var command = new Command(
            "doctor",
            "Check this machine: runtime, embedded engine, memory, disk, environment. Exit code 1 when something does not work."
        )
        {
            json,
        };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var checks = await MachineChecks.RunAsync(cancellationToken);
                var output = result.InvocationConfiguration.Output;
                await output.WriteLineAsync(
                    result.GetValue(json)
                        ? JsonSerializer.Serialize(
                            new { Healthy = checks.All(c => c.State != CheckState.Bad), Checks = checks },
                            DataingJson.Wire
                        )
                        : string.Join('\n', checks.Select(Line))
                );
                return checks.Any(check => check.State == CheckState.Bad) ? ExitCodes.Failed : ExitCodes.Verdict;
            }
        );
        return command;
    }

    private static string Line(MachineCheck check)
    {
        var mark = check.State switch
        {
            CheckState.Good => "✓",
            CheckState.Warning => "!",
            _ => "✗",
        };
        return $"{mark} {check.Name, -12} {check.Detail}{(check.Remedy is null ? "" : $" {check.Remedy}")}";
    }
}
