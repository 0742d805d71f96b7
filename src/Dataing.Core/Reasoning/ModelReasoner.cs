using System.Globalization;
using System.Text.Json;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Json;
using Dataing.Core.Models;
using Dataing.Core.Reasoning.Egress;

namespace Dataing.Core.Reasoning;

/// <summary>The five calls, made of a language model: reviewed prompts in, answers by schema out, one second chance for an answer that is none.</summary>
public sealed class ModelReasoner(IModelDesk desk, EgressPolicy egress) : IReasoner
{
    private const int MaxHypotheses = 5;
    private const int MaxAnswerLength = 100_000;

    public async Task<IReadOnlyList<ProposedHypothesis>> ProposeHypothesesAsync(CaseFacts facts, CancellationToken cancellationToken)
    {
        var task = PromptLibrary.Task("propose_hypotheses", ("count", MaxHypotheses.ToString(CultureInfo.InvariantCulture)));
        var said = Disclosure.Of(facts, egress);
        var answer = await AskAsync<ModelAnswers.Hypotheses>("propose_hypotheses", facts, said, task, cancellationToken);
        return [.. answer.Items.Take(MaxHypotheses).Select(said.Restore)];
    }

    public async Task<ProposedTest> WriteQueryAsync(
        CaseFacts facts,
        Hypothesis hypothesis,
        string question,
        CancellationToken cancellationToken
    )
    {
        var said = Disclosure.Of(facts, egress);
        var task = PromptLibrary.Task("write_query", ("hypothesis", Describe(hypothesis, said)), ("question", said.Untrusted(question)));
        return said.Restore((await AskAsync<ModelAnswers.Query>("write_query", facts, said, task, cancellationToken)).Test);
    }

    public async Task<ProposedTest> CorrectQueryAsync(
        CaseFacts facts,
        Hypothesis hypothesis,
        FailedTest failed,
        CancellationToken cancellationToken
    )
    {
        var said = Disclosure.Of(facts, egress);
        var task = PromptLibrary.Task(
            "correct_query",
            ("hypothesis", Describe(hypothesis, said)),
            ("sql", said.Untrusted(failed.Test.Sql, 4000)),
            ("error", said.Error(failed.Error, failed.Test.Sql, 1000)),
            ("hint", said.Error(failed.Hint ?? "none", failed.Test.Sql, 1000))
        );
        return said.Restore((await AskAsync<ModelAnswers.Query>("correct_query", facts, said, task, cancellationToken)).Test);
    }

    public async Task<Interpretation> InterpretEvidenceAsync(
        CaseFacts facts,
        Hypothesis hypothesis,
        JudgedTest judged,
        CancellationToken cancellationToken
    )
    {
        var said = Disclosure.Of(facts, egress);
        var task = PromptLibrary.Task(
            "interpret_evidence",
            ("verdict", judged.Verdict.ToString()),
            ("observed", said.Observed(judged)),
            ("hypothesis", Describe(hypothesis, said)),
            ("if_true", said.Untrusted(judged.Test.IfTrue.ToString())),
            ("if_false", said.Untrusted(judged.Test.IfFalse.ToString())),
            ("result", judged.Evidence.Id)
        );
        var a = await AskAsync<ModelAnswers.Reading>("interpret_evidence", facts, said, task, cancellationToken);
        return said.Restore(new Interpretation(a.Summary, a.Trigger, a.Mechanism, a.Differentiator, a.NextQuestion));
    }

    public async Task<Synthesis> SynthesizeAsync(CaseFacts facts, Finding draft, string? objection, CancellationToken cancellationToken)
    {
        var said = Disclosure.Of(facts, egress, draft);
        var brief = said.Json(
            new
            {
                draft.Verdict,
                draft.RootCause,
                draft.Onset,
                draft.Scope,
                Metric = draft.Metric is { } m
                    ? new
                    {
                        m.Before,
                        m.After,
                        m.Unit,
                        m.Name,
                    }
                    : null,
                draft.CausalChain,
                draft.Recommendations,
            }
        );
        var task = PromptLibrary.Task(
            "synthesize",
            ("draft", CaseFile.Untrusted(brief, 8000)),
            ("objection", said.Untrusted(objection ?? "none", 2000))
        );
        var a = await AskAsync<ModelAnswers.Words>("synthesize", facts, said, task, cancellationToken);
        return said.Restore(
            new Synthesis(
                a.Statement,
                [.. a.CausalChain.Select(s => new CausalStep(s.Role, s.Statement, TimeOf(s.At), s.EvidenceId))],
                a.Recommendations
            )
        );
    }

    private static string Describe(Hypothesis h, Disclosure said) => said.Untrusted($"{h.Title}. {h.Reasoning}", 1500);

    private static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;

    private async Task<T> AskAsync<T>(string call, CaseFacts facts, Disclosure said, string task, CancellationToken cancellationToken)
    {
        var caseFile = CaseFile.Write(facts, egress, said, desk.Limits.CaseFileTokens);
        var request = new ModelRequest(
            call,
            PromptLibrary.Instructions,
            caseFile,
            task,
            PromptLibrary.Schema(call),
            desk.Limits.OutputTokens
        );
        try
        {
            await desk.ConfigureAsync(egress, cancellationToken);
            var first = await desk.AskAsync(request, cancellationToken);
            if (Read<T>(first.Text, out var problem) is { } answer)
                return answer;
            await desk.RejectAsync(first, problem, cancellationToken);
            var again = request with
            {
                Task = task + $"\n\nYour last answer could not be used: {said.Untrusted(problem, 500)} Answer again, by the schema.",
            };
            var second = await desk.AskAsync(again, cancellationToken);
            if (Read<T>(second.Text, out problem) is { } mended)
                return mended;
            await desk.RejectAsync(second, problem, cancellationToken);
            throw new ReasoningUnavailableException($"The model's answer could not be used twice: {problem}");
        }
        catch (ModelException e)
        {
            throw new ReasoningUnavailableException(e.Message, e);
        }
        catch (ModelBudgetException e)
        {
            throw new ReasoningUnavailableException(e.Message, e);
        }
    }

    /// <summary>Strict: one JSON object, every member there, no member too many levels deep; null and a sentence otherwise.</summary>
    private static T? Read<T>(string text, out string problem)
    {
        problem = "";
        if (text.Length > MaxAnswerLength)
        {
            problem = $"it is {text.Length} characters long; at most {MaxAnswerLength} are read.";
            return default;
        }
        try
        {
            var answer = JsonSerializer.Deserialize<T>(text, DataingJson.Wire);
            problem = answer is null ? "it is null." : "";
            return answer;
        }
        catch (JsonException e)
        {
            problem = e.Message;
            return default;
        }
    }
}
