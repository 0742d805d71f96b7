using System.Text.Json;
using Dataing.Host.Doctor;
using Dataing.Host.Tests.Scripted;

namespace Dataing.Host.Tests.Doctor;

public sealed class DoctorTests
{
    [Fact]
    public async Task This_machine_is_healthy_and_says_so_in_json()
    {
        var result = await Run.CliAsync("doctor", "--json");
        var json = JsonDocument.Parse(result.Output).RootElement;
        json.GetProperty("healthy").GetBoolean().ShouldBeTrue(result.Output);
        json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()).ShouldContain("engine");
        result.ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("ANTHROPIC_API_KEY", "sk-very-secret", CheckState.Good)]
    [InlineData("ANTHROPIC_API_KEY", " sk-very-secret\n", CheckState.Warning)]
    [InlineData("DATABASE_URL", "postgres://me:sk-very-secret@host/db", CheckState.Good)]
    [InlineData("DATABASE_URL", "sk-very-secret", CheckState.Bad)]
    [InlineData("ENCRYPTION_KEY_FILE", "/no/such/file", CheckState.Bad)]
    [InlineData("LLM_BASE_URL", "https://me:sk-very-secret@host/v1", CheckState.Good)]
    [InlineData("LLM_BASE_URL", "host", CheckState.Bad)]
    [InlineData("VALIDATION_ENABLED", "yes", CheckState.Bad)]
    [InlineData("VALIDATION_PASS_THRESHOLD", "0.6", CheckState.Good)]
    [InlineData("VALIDATION_PASS_THRESHOLD", "60", CheckState.Bad)]
    public void The_environment_is_judged_and_no_secret_is_told(string name, string value, object state)
    {
        var check = EnvironmentChecks.Run(asked => asked == name ? value : null).ShouldHaveSingleItem();
        check.State.ShouldBe((CheckState)state);
        (check.Detail + check.Remedy).ShouldNotContain("secret");
    }
}
