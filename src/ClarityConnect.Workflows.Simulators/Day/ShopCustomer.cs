namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>A Retail customer.</summary>
/// <param name="Id">Retail customer id.</param>
/// <param name="PublicId">Public id; "CASH" is the placeholder of walk-in sales.</param>
/// <param name="FirstName">First name.</param>
/// <param name="LastName">Last name.</param>
/// <param name="Email">E-mail address; null for the placeholder.</param>
public sealed record ShopCustomer(long Id, string PublicId, string FirstName, string LastName, string? Email);
