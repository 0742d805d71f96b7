using System.Globalization;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Models;
using Dataing.Core.Reasoning.Egress;

namespace Dataing.Core.Reasoning;

/// <summary>The five calls and the judge, made of a language model: reviewed prompts in, answers by schema out, one second chance for an answer that is none.</summary>
public sealed class ModelReasoner(IModelDesk desk, EgressPolicy egress) : IReasoner
{
    private const int MaxHypotheses = 5;

    public async Task<IReadOnlyList<ProposedHypothesis>> ProposeHypothesesAsync(CaseFacts facts, CancellationToken cancellationToken)
    {
        var task = PromptLibrary.Task("propose_hypotheses", ("count", MaxHypotheses.ToString(CultureInfo.InvariantCulture)));
        var said = Disclosure.Of(facts, egress);
        var (items, _) = await AskAsync("propose_hypotheses", facts, said, task, AnswerReading.Hypotheses, cancellationToken);
        return [.. items.Take(MaxHypotheses).Select(said.Restore)];
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
        return await QueryAsync("write_query", facts, said, task, cancellationToken);
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
        return await QueryAsync("correct_query", facts, said, task, cancellationToken);
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
                [.. (a.CausalChain ?? []).Select(s => new CausalStep(s.Role, s.Statement, TimeOf(s.At), s.EvidenceId))],
                [.. (a.Recommendations ?? []).Select(r => r.ToRecommendation())]
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

    private async Task<ProposedTest> QueryAsync(
        string call,
        CaseFacts facts,
        Disclosure said,
        string task,
        CancellationToken cancellationToken
    )
    {
        ProposedTest? Read(string text, out string problem)
        {
            ProposedTest? test = null;
            AnswerReading.Read<ModelAnswers.Query>(text, query => query.Test.Problem(out test), out problem);
            problem = test is null ? problem : "";
            return test;
        }
        return said.Restore((await AskAsync<ProposedTest>(call, facts, said, task, Read, cancellationToken)).Value);
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

    private Task<(T Value, string ExchangeId)> AskAsync<T>(
        string call,
        CaseFacts facts,
        Disclosure said,
        string task,
        CancellationToken cancellationToken,
        Func<T, string?>? check = null
    )
        where T : class
    {
        T? Read(string text, out string problem)
        {
            var answer = AnswerReading.Read(text, check, out problem);
            problem = answer is null ? problem : "";
            return answer;
        }
        return AskAsync<T>(call, facts, said, task, Read, cancellationToken);
    }

    /// <summary>An answer of a text, or null; and what could not be used of it, or nothing.</summary>
    private delegate T? Reader<T>(string text, out string problem)
        where T : class;

    private async Task<(T Value, string ExchangeId)> AskAsync<T>(
        string call,
        CaseFacts facts,
        Disclosure said,
        string task,
        Reader<T> read,
        CancellationToken cancellationToken
    )
        where T : class
    {
        try
        {
            await desk.ConfigureAsync(egress, cancellationToken);
            var (request, first) = await FirstAsync(call, facts, said, task, cancellationToken);
            var answer = read(first.Text, out var problem);
            if (problem.Length > 0)
                await desk.RejectAsync(first, problem, cancellationToken);
            if (answer is not null)
                return (answer, first.Id);
            var again = request with
            {
                Task =
                    request.Task + $"\n\nYour last answer could not be used: {said.Untrusted(problem, 500)} Answer again, by the schema.",
            };
            var second = await desk.AskAsync(again, cancellationToken);
            var mended = read(second.Text, out problem);
            if (problem.Length > 0)
                await desk.RejectAsync(second, problem, cancellationToken);
            if (mended is not null)
                return (mended, second.Id);
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

    /// <summary>
    /// The question with its answer. The case file's fixed part comes first and is the same in all calls of an investigation, so that vendors can
    /// cache it; half of the file is sent where the whole does not fit the model's context.
    /// </summary>
    private async Task<(ModelRequest Request, ModelExchange Exchange)> FirstAsync(
        string call,
        CaseFacts facts,
        Disclosure said,
        string task,
        CancellationToken cancellationToken
    )
    {
        ModelRequest Request(int tokens)
        {
            var (known, found) = CaseFile.Parts(facts, egress, said, tokens);
            var whole = $"{found}\n{task}\n{PromptLibrary.Answer(call)}";
            return new ModelRequest(call, PromptLibrary.Instructions, known, whole, PromptLibrary.Schema(call), desk.Limits.OutputTokens);
        }
        var request = Request(desk.Limits.CaseFileTokens);
        try
        {
            return (request, await desk.AskAsync(request, cancellationToken));
        }
        catch (ModelException e) when (e.Kind == ModelErrorKind.ContextExceeded)
        {
            var shorter = Request((int)Math.Min(desk.Limits.CaseFileTokens, TokenEstimate.Of(request.CaseFile)) / 2);
            return (shorter, await desk.AskAsync(shorter, cancellationToken));
        }
    }
}
