// What a script sees of its workflow, and what goes back: the last file of the prelude. Its completion value are the
// functions that the host calls.
(function (guest) {
  'use strict';
  const { parse, stringify, own, keys } = guest;
  const isObject = value => typeof value === 'object' && value !== null || typeof value === 'function';
  const empty = Object.freeze({});

  // What a definition brings: the names it may call, and whether it could change an object in place.
  let names = [];
  let tracks = true;

  let inputs = empty, outputs = empty, outputNames = empty, args = empty, workflow = empty, lastResult;
  let variables = {};
  let before = new Map(); // variable -> what it was when the script first got hold of it
  let outcomes, correlationId, instanceName;
  const assigned = Symbol('assigned');

  /** Remembers a variable as it is now, because the caller may change it in place from here on. */
  function touch(name) {
    if (!before.has(name)) before.set(name, own(variables, name) ? (isObject(variables[name]) ? stringify(variables[name]) : variables[name]) : undefined);
  }

  function assign(name, value) {
    if (!before.has(name)) before.set(name, own(variables, name) && !isObject(variables[name]) ? variables[name] : assigned);
    if (name === '__proto__') Object.defineProperty(variables, name, { value, writable: true, enumerable: true, configurable: true });
    else variables[name] = value;
  }

  const container = new Proxy({}, {
    get(_, name) {
      if (typeof name === 'string' && tracks && own(variables, name)) touch(name);
      return Reflect.get(variables, name);
    },
    set(_, name, value) { assign(name, value); return true; },
    has: (_, name) => name in variables,
    ownKeys: () => Reflect.ownKeys(variables),
    deleteProperty(_, name) { touch(name); return delete variables[name]; },
    defineProperty(_, name, descriptor) { assign(name, descriptor.value); return true; },
    getOwnPropertyDescriptor(_, name) {
      if (!own(variables, name)) return undefined;
      if (tracks) touch(name);
      return { value: variables[name], writable: true, enumerable: true, configurable: true };
    },
  });

  function getVariable(name) {
    name = String(name);
    if (!own(variables, name)) return null;
    const value = variables[name];
    // A list is handed out like a copy: sorting it is no change of the variable (setVariable or `variables` is).
    if (tracks && isObject(value) && !Array.isArray(value)) touch(name);
    return value;
  }

  const setVariable = (name, value) => { assign(String(name), value); };
  const getInput = name => own(inputs, String(name)) ? inputs[name] : null;

  function outputsOf(idOrName) {
    if (own(outputs, idOrName)) return outputs[idOrName];
    if (!own(outputNames, idOrName)) return undefined;
    const target = outputNames[idOrName];
    return typeof target === 'string' ? (own(outputs, target) ? outputs[target] : undefined) : target;
  }

  function getOutputFrom(idOrName, outputName = 'Result') {
    const found = outputsOf(String(idOrName));
    return isObject(found) && own(found, outputName) ? found[outputName] : null;
  }

  const pascal = name => name.replace(/(?:[ _-]+|^)([a-zA-Z])/g, (_, letter) => letter.toUpperCase()).replace(/[^\p{L}\p{N}_$]/gu, '');

  function named(values, rest) {
    if (own(values, rest)) return rest;
    for (const name of keys(values)) if (pascal(name) === rest) return name;
    return undefined;
  }

  /** The function that `get<Name>` or `set<Name>` stands for, or undefined: then the name stays undefined, as in any script. */
  function accessor(name) {
    const rest = name.slice(3);
    let found = named(variables, rest);
    if (name[0] === 's') return found === undefined ? undefined : value => setVariable(found, value);
    if (found !== undefined) return () => getVariable(found);
    if ((found = named(inputs, rest)) !== undefined) return () => inputs[found];
    if ((found = named(args, rest)) !== undefined) return () => args[found];
    for (let at = rest.indexOf('From'); at > 0; at = rest.indexOf('From', at + 1)) {
      const activity = named(outputs, rest.slice(at + 4));
      const output = activity === undefined || !isObject(outputs[activity]) ? undefined : named(outputs[activity], rest.slice(0, at));
      if (output !== undefined) return () => outputs[activity][output];
    }
    return undefined;
  }

  /** Every accessor name there could be, for scripts that build names at run time. */
  function allNames() {
    const all = [];
    for (const name of keys(variables)) all.push('get' + pascal(name), 'set' + pascal(name));
    for (const values of [inputs, args]) for (const name of keys(values)) all.push('get' + pascal(name));
    for (const activity of keys(outputs))
      if (isObject(outputs[activity])) for (const output of keys(outputs[activity])) all.push(`get${pascal(output)}From${pascal(activity)}`);
    return all;
  }

  guest.publish({
    getVariable, setVariable, getInput, getOutputFrom,
    getLastResult: () => lastResult,
    getWorkflowDefinitionId: () => workflow.definitionId,
    getWorkflowDefinitionVersionId: () => workflow.definitionVersionId,
    getWorkflowDefinitionVersion: () => workflow.definitionVersion,
    getWorkflowInstanceId: () => workflow.instanceId,
    getWorkflowInstanceName: () => instanceName === undefined ? workflow.instanceName : instanceName,
    setWorkflowInstanceName: value => { instanceName = value === undefined || value === null ? null : String(value); },
    getCorrelationId: () => correlationId === undefined ? workflow.correlationId : correlationId,
    setCorrelationId: value => { correlationId = value === undefined || value === null ? null : String(value); },
    getConfig: name => { throw new Error(`getConfig('${name}'): the server's configuration is not open to scripts. Use a workflow input, a variable or a connection.`); },
    createEventTriggerUrl: name => { throw new Error(`createEventTriggerUrl('${name}'): there are no signed event addresses here. Publish the event by the API, or wait with an HTTP endpoint.`); },
    setOutcome: name => { outcomes = [String(name)]; },
    setOutcomes: all => { outcomes = Array.from(all, String); },
  });
  Object.defineProperty(globalThis, 'variables', {
    configurable: true,
    enumerable: false,
    get: () => container,
    set(value) {
      if (!isObject(value)) throw new TypeError('variables: only an object with the variables can be assigned.');
      for (const name of keys(value)) assign(name, value[name]);
    },
  });

  function changes() {
    let text = '';
    before.forEach((old, name) => {
      if (typeof name !== 'string') return;
      const now = own(variables, name) ? variables[name] : null;
      let json;
      if (!isObject(now) && Object.is(now, old)) return;
      try {
        json = stringify(now);
      } catch (error) {
        throw new TypeError(`Variable '${name}' cannot be kept: ${error.message}`);
      }
      if (json === undefined) json = 'null';
      if (isObject(now) && json === old) return;
      text += (text ? ',' : '') + stringify(name) + ':' + json;
    });
    let all = text ? '"variables":{' + text + '}' : '';
    if (outcomes !== undefined) all += (all ? ',' : '') + '"outcomes":' + stringify(outcomes);
    if (correlationId !== undefined) all += (all ? ',' : '') + '"correlationId":' + stringify(correlationId);
    if (instanceName !== undefined) all += (all ? ',' : '') + '"instanceName":' + stringify(instanceName);
    return all ? '{' + all + '}' : undefined;
  }

  // Half a character (a text cut inside an emoji) is an escape that JSON readers elsewhere refuse; it becomes U+FFFD.
  const wellFormed = json =>
    json.includes('\\ud') ? json.replace(/\\\\|\\ud[89a-f][0-9a-f]{2}/g, match => match.length === 2 ? match : '\ufffd') : json;

  const part = (name, json) => json === undefined ? '' : `"${name}":${json},`;
  const logs = () => '"logs":' + stringify(guest.lines());

  return {
    define(json) { ({ names, tracks } = parse(json)); },

    begin(given, script) {
      if (!isObject(given)) given = empty;
      variables = given.variables || {};
      inputs = given.inputs || empty;
      outputs = given.outputs || empty;
      outputNames = given.outputsById || empty;
      args = given.args || empty;
      workflow = given.workflow || empty;
      lastResult = given.lastResult === undefined ? null : given.lastResult;
      guest.define(globalThis, 'args', args);
      guest.seed((given.seed === undefined ? guest.host('entropy', '') : given.seed) + '|' + script);
      const all = names === null ? allNames() : names;
      for (let i = 0; i < all.length; i++) {
        // The functions that every script has win over a variable of that name ('CorrelationId').
        const call = all[i] in globalThis ? undefined : accessor(all[i]);
        if (call !== undefined) guest.define(globalThis, all[i], call);
      }
    },

    finish(value) {
      if (typeof value === 'number' && !Number.isFinite(value)) guest.log(`The result is ${value}, which JSON cannot say; it became null.`);
      return wellFormed('{' + part('value', stringify(value)) + part('changes', changes()) + logs() + '}');
    },

    fail(error) {
      let name = 'Error', message, stack = '';
      if (error instanceof Error) {
        name = String(error.name);
        message = String(error.message);
        stack = String(error.stack);
      } else message = typeof error === 'string' ? error : stringify(error) ?? String(error);
      return '{"name":' + stringify(name) + ',"message":' + stringify(message.slice(0, 4000)) + ',"stack":' + stringify(stack.slice(0, 8000)) + ',' + logs() + '}';
    },
  };
})(__guest);
