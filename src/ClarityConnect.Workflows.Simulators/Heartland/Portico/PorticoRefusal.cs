namespace ClarityConnect.Workflows.Simulators.Heartland.Portico;

/// <summary>A request that the gateway turns down with a code other than 0; the reply has no Transaction.</summary>
internal sealed class PorticoRefusal(int code, string message) : Exception(message)
{
    public int Code => code;

    public static PorticoRefusal Authentication() => new(-2, "Authentication Error");

    public static PorticoRefusal NoOpenBatch() => new(5, "No current batch");

    public static PorticoRefusal Parameters(string what) => new(7, $"Invalid report parameters: {what}");

    public static PorticoRefusal Empty() => new(10, "Report contains no data");

    public static PorticoRefusal Edit(string what) => new(13, $"Edit data error: {what}");
}
