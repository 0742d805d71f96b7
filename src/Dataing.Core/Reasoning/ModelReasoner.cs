using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Json;
using Dataing.Core.Models;
using Dataing.Core.Reasoning.Egress;

namespace Dataing.Core.Reasoning;

/// <summary>The five calls and the judge, made of a language model: reviewed prompts in, answers by schema out, one second chance for an answer that is none.</summary>
public sealed partial class ModelReasoner(IModelDesk desk, EgressPolicy egress) : IReasoner
{
    private const int MaxHypotheses = 5;
    private const int MaxAnswerLength = 100_000;

    public async Task<IReadOnlyList<ProposedHypothesis>> ProposeHypothesesAsync(CaseFacts facts, CancellationToken cancellationToken)
    {
        var task = PromptLibrary.Task("propose_hypotheses", ("count", MaxHypotheses.ToString(CultureInfo.InvariantCulture)));
        var said = Disclosure.Of(facts, egress);
        var answer = await AskAsync<ModelAnswers.Hypotheses>("propose_hypotheses", facts, said, task, cancellationToken);
        return [.. answer.Value.Items.Take(MaxHypotheses).Select(said.Restore)];
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
        return said.Restore((await AskAsync<ModelAnswers.Query>("write_query", facts, said, task, cancellationToken)).Value.Test);
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
        return said.Restore((await AskAsync<ModelAnswers.Query>("correct_query", facts, said, task, cancellationToken)).Value.Test);
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
        var a = (await AskAsync<ModelAnswers.Reading>("interpret_evidence", facts, said, task, cancellationToken)).Value;
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
        var (a, exchangeId) = await AskAsync<ModelAnswers.Words>("synthesize", facts, said, task, cancellationToken);
        var restored = said.Restore(
            new Synthesis(
                a.Statement,
                [.. a.CausalChain.Select(s => new CausalStep(s.Role, s.Statement, TimeOf(s.At), s.EvidenceId))],
                [.. a.Recommendations.Select(r => r.ToRecommendation())]
            )
        );
        return restored with { ExchangeId = exchangeId };
    }

    public async Task<QualityOpinion> JudgeAsync(CaseFacts facts, Finding worded, CancellationToken cancellationToken)
    {
        var said = Disclosure.Of(facts, egress, worded);
        var known = said.Json(
            new
            {
                worded.Verdict,
                worded.Onset,
                worded.Scope,
                worded.RootCause?.Culprit,
                Before = worded.Metric?.Before,
                After = worded.Metric?.After,
                worded.Metric?.Unit,
            }
        );
        var words = said.Json(
            new
            {
                worded.RootCause?.Statement,
                worded.CausalChain,
                worded.Recommendations,
                RuledOut = worded.Hypotheses.Where(h => h.Verdict == HypothesisVerdict.Rejected).Select(h => h.Title),
            }
        );
        var task = PromptLibrary.Task(
            "judge_quality",
            ("facts", CaseFile.Untrusted(known, 3000)),
            ("words", CaseFile.Untrusted(words, 8000))
        );
        var (a, exchangeId) = await AskAsync<ModelAnswers.Opinion>("judge_quality", facts, said, task, cancellationToken, o => o.Problem());
        return new QualityOpinion(
            a.CausalDepth,
            a.Specificity,
            a.Actionability,
            a.Weakness is { } weakness ? said.Pseudonyms.Restore(weakness) : null,
            desk.ModelId,
            exchangeId
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

    /// <summary>The case file's fixed part comes first and is the same in all calls of an investigation, so that vendors can cache it.</summary>
    private async Task<(T Value, string ExchangeId)> AskAsync<T>(
        string call,
        CaseFacts facts,
        Disclosure said,
        string task,
        CancellationToken cancellationToken,
        Func<T, string?>? check = null
    )
        where T : class
    {
        var (known, found) = CaseFile.Parts(facts, egress, said, desk.Limits.CaseFileTokens);
        task = $"{found}\n{task}\n{PromptLibrary.Answer(call)}";
        var request = new ModelRequest(call, PromptLibrary.Instructions, known, task, PromptLibrary.Schema(call), desk.Limits.OutputTokens);
        try
        {
            await desk.ConfigureAsync(egress, cancellationToken);
            var first = await desk.AskAsync(request, cancellationToken);
            if (Read(first.Text, check, out var problem) is { } answer)
                return (answer, first.Id);
            await desk.RejectAsync(first, problem, cancellationToken);
            var again = request with
            {
                Task = task + $"\n\nYour last answer could not be used: {said.Untrusted(problem, 500)} Answer again, by the schema.",
            };
            var second = await desk.AskAsync(again, cancellationToken);
            if (Read(second.Text, check, out problem) is { } mended)
                return (mended, second.Id);
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

    /// <summary>The first JSON object of the text that has every member the call needs; null and a sentence otherwise.</summary>
    private static T? Read<T>(string text, Func<T, string?>? check, out string problem)
        where T : class
    {
        problem =
            text.Length > MaxAnswerLength
                ? $"it is {text.Length} characters long; at most {MaxAnswerLength} are read."
                : "it holds no JSON object.";
        if (text.Length > MaxAnswerLength)
            return null;
        foreach (var json in AnswerText.Objects(text))
        {
            try
            {
                var answer = JsonSerializer.Deserialize<T>(json, DataingJson.Wire);
                var objection = answer is null ? "it is null." : check?.Invoke(answer);
                if (objection is null)
                    return answer;
                problem = objection;
            }
            catch (JsonException e)
            {
                problem = Sentence(e);
            }
        }
        return null;
    }

    /// <summary>The reader's own words without the names of its types, which say nothing to whoever has to answer again.</summary>
    private static string Sentence(JsonException e)
    {
        var message = TypeName().Replace(e.Message, "");
        return e.Path is { } path && !message.Contains("Path:", StringComparison.Ordinal) ? $"{message} At {path}." : message;
    }

    [GeneratedRegex(
        "JSON deserialization (?=for)|(?:for|to) type '[^']*' ?",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex TypeName();
}
