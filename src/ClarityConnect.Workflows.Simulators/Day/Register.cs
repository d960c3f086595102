namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>A till: a Retail station and the card terminal beside it. Only this record knows that they belong together.</summary>
/// <param name="StationId">Retail station id.</param>
/// <param name="Name">Name of the station.</param>
/// <param name="DeviceId">Portico device id of the terminal.</param>
public sealed record Register(long StationId, string Name, long DeviceId);
