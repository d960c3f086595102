namespace ClarityConnect.Workflows.Simulators.SagePro;

/// <summary>A customer that somebody made or changed in Sage Pro itself.</summary>
/// <param name="Number">The number, at most 6 characters.</param>
/// <param name="Company">The name.</param>
/// <param name="Contact">Whom to talk to.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The telephone number.</param>
/// <param name="Address">Street and number.</param>
/// <param name="City">The city.</param>
/// <param name="State">The state, such as "OR".</param>
/// <param name="Zip">The ZIP code.</param>
public sealed record SageProCustomer(
    string Number, string Company, string Contact = "", string Email = "", string Phone = "", string Address = "", string City = "", string State = "", string Zip = "");
