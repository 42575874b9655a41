//! Tests over the wing's public face: messages with all their faults, the schemas, the code lists
//! as they are published, stored entries of every kind, and the way of a message through its
//! states.

#[cfg(test)]
mod invented;
#[cfg(test)]
mod junk;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod messages;
#[cfg(test)]
mod names_found;
#[cfg(test)]
mod outbound;
#[cfg(test)]
mod paper;
#[cfg(test)]
mod register;
#[cfg(test)]
mod schemas;
#[cfg(test)]
mod states;
#[cfg(test)]
mod stored;
