using System.Runtime.InteropServices;

namespace Dataing.Adapters.DataSources.DuckDb.Engine;

/// <summary>An open database.</summary>
internal sealed class DatabaseHandle : SafeHandle
{
    public DatabaseHandle(nint value)
        : base(0, ownsHandle: true) => SetHandle(value);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        DuckDbApi.Close(ref handle);
        return true;
    }
}

/// <summary>A connection to an open database.</summary>
internal sealed class ConnectionHandle : SafeHandle
{
    public ConnectionHandle(nint value)
        : base(0, ownsHandle: true) => SetHandle(value);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        DuckDbApi.Disconnect(ref handle);
        return true;
    }
}

/// <summary>A prepared statement whose preparation succeeded.</summary>
internal sealed class PreparedHandle : SafeHandle
{
    public PreparedHandle(nint value)
        : base(0, ownsHandle: true) => SetHandle(value);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        DuckDbApi.DestroyPrepare(ref handle);
        return true;
    }
}

/// <summary>A chunk of at most 2,048 rows.</summary>
internal sealed class ChunkHandle : SafeHandle
{
    public ChunkHandle(nint value)
        : base(0, ownsHandle: true) => SetHandle(value);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        DuckDbApi.DestroyChunk(ref handle);
        return true;
    }
}

/// <summary>A description of a type.</summary>
internal sealed class LogicalTypeHandle : SafeHandle
{
    public LogicalTypeHandle(nint value)
        : base(0, ownsHandle: true) => SetHandle(value);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        DuckDbApi.DestroyLogicalType(ref handle);
        return true;
    }
}
