using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Dataing.Sql.Tests.Properties;

/// <summary>Checks a law for generated values; always the same ones, so that a failure stays a failure.</summary>
internal static class Law
{
    public static void Holds<T>(Gen<T> values, Func<T, bool> law, int tests = 300)
    {
        var replay = new Replay(new Rnd(20260131, 7), FSharpOption<int>.None);
        var config = Config.QuickThrowOnFailure.WithMaxTest(tests).WithEndSize(14).WithReplay(FSharpOption<Replay>.Some(replay));
        Check.One(config, Prop.ForAll(values.ToArbitrary(), law));
    }
}
